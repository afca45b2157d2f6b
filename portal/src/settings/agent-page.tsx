import { useCallback, useState } from 'react'
import { isProblem } from '#contract/client.ts'
import type { Agent, Api, BusinessNumber, Team } from '../data/api.ts'
import { mayUse, readNumbers, readTeams } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Complaint } from '../parts/complaint.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { EditForm } from '../parts/edit-form.tsx'
import { TextInput } from '../parts/fields.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { type Edit, useEdit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { settingsWords } from '../words/settings.ts'
import { age } from '../words/times.ts'
import { NumberChoice, RoleChoice } from './agent-fields.tsx'
import { Notice } from './notice.tsx'
import { Loading, SettingsPage } from './page.tsx'

type AgentEdit = NonNullable<Parameters<Api['editAgent']>[0]['body']>
type Read = { agent: Agent; teams: Team[]; numbers: BusinessNumber[] }

/** One agent: who they are, their invitation, and whether they may come in. */
export const AgentPage = ({ id }: { id: Agent['id'] }) => {
  const { api } = useDesk()
  const read = useCallback(async (): Promise<Read> => {
    const [agent, teams, numbers] = await Promise.all([
      api.getAgent({ id }),
      readTeams(api),
      readNumbers(api),
    ])
    return { agent, teams, numbers }
  }, [api, id])
  const { data, error, retry, put } = useLoad(read)
  const { agents: texts, parts } = settingsWords
  const back = { to: '/settings/agents', label: texts.all }
  return (
    <SettingsPage key={data ? 'there' : 'loading'} title={data?.agent.name ?? parts.agents} back={back}>
      {data ? (
        <Cards {...data} put={(agent) => put({ ...data, agent })} />
      ) : isProblem(error, 'not_found') ? (
        <EmptyState title={texts.noSuch} />
      ) : (
        <Loading error={error} retry={retry} />
      )}
    </SettingsPage>
  )
}

const Cards = ({ agent, teams, numbers, put }: Read & { put(agent: Agent): void }) => {
  const { api, store, toasts, me } = useDesk()
  const { agents: texts } = settingsWords
  const { id, active, invited_at } = agent
  const { isBusy, error, run } = useChange()
  const take = (row: Agent) => {
    store.apply([{ t: 'agent', row }])
    put(row)
  }
  const read = () => api.getAgent({ id })
  const write = (changes: Partial<Agent>, { version }: Agent) =>
    api.editAgent({ id, ifMatch: version, body: bodyOf(changes) })
  const edit = useEdit<Agent>({ name: id, record: agent, read, write, put: take })
  const act = (body: AgentEdit) =>
    run(async () => {
      try {
        take(await api.editAgent({ id, ifMatch: agent.version, body }))
      } catch (error) {
        // What the agent is now comes beside the words that say why this edit was refused.
        await read().then(take, () => {})
        throw error
      }
    })
  const resend = () =>
    run(async () => {
      take(await api.resendInvite({ id }))
      toasts.add(texts.resent(agent.email ?? agent.name))
    })
  const notice = { isBusy: isBusy || edit.isChanged }
  return (
    <>
      <Complaint error={error} />
      {agent.sign_in_pending && (
        <Notice
          {...notice}
          title={texts.pendingCard}
          text={texts.pendingText}
          action={texts.tellAgain}
          // Any edit tells the sign-in service again.
          act={() => act({ name: agent.name })}
        />
      )}
      {!active && (
        <Notice
          {...notice}
          title={texts.activateCard}
          text={texts.activateText}
          action={texts.activate}
          act={() => act({ active: true })}
        />
      )}
      {active && invited_at && agent.sign_in === 'password' && (
        <Invited {...notice} at={invited_at} act={resend} />
      )}
      {agent.available && id !== me.id && <Available {...notice} act={() => act({ available: false })} />}
      <Facts edit={edit} numbers={numbers} teams={teams.filter(({ members }) => members.includes(id))} />
      {active && id !== me.id && <Deactivate {...notice} agent={agent} act={() => act({ active: false })} />}
    </>
  )
}

/** What has changed, as the API takes it: null takes a value away. */
const bodyOf = ({ name, email, role, ...changes }: Partial<Agent>): AgentEdit => ({
  ...{ name, role },
  ...(email !== undefined && { email: email || null }),
  ...('default_number_id' in changes && { default_number_id: changes.default_number_id ?? null }),
})

type FactsProps = { edit: Edit<Agent>; teams: Team[]; numbers: BusinessNumber[] }

const Facts = ({ edit, teams, numbers }: FactsProps) => {
  const { me } = useDesk()
  const { agents: texts, parts } = settingsWords
  const { value, change } = edit
  const labels = {
    name: texts.name,
    email: texts.email,
    role: texts.role,
    default_number_id: texts.usualNumber,
  }
  return (
    <EditForm edit={edit} label={value.name} labels={labels}>
      <section className="card">
        <TextInput
          path="name"
          label={texts.name}
          help={texts.nameHelp}
          value={value.name}
          maxLength={100}
          change={(name) => change({ name })}
        />
        <TextInput
          path="email"
          label={texts.email}
          help={texts.contactHelp}
          type="email"
          value={value.email ?? ''}
          maxLength={254}
          change={(email) => change({ email })}
        />
        {value.id === me.id ? (
          <p className="help">
            {texts.roles[value.role]}. {texts.ownRole}
          </p>
        ) : (
          <RoleChoice value={value.role} change={(role) => change({ role })} />
        )}
        {numbers.length > 1 && (
          <NumberChoice
            numbers={numbers.filter((number) => mayUse(value, number))}
            value={value.default_number_id}
            change={(default_number_id) => change({ default_number_id })}
          />
        )}
        {teams.length > 0 && (
          <p className="help">
            {parts.teams}: {teams.map(({ name }) => name).join(', ')}
          </p>
        )}
      </section>
    </EditForm>
  )
}

type ActProps = { isBusy: boolean; act(): void }

const Invited = ({ at, ...notice }: ActProps & { at: string }) => {
  const { agents: texts } = settingsWords
  const text = texts.inviteState(texts.invitedAgo(age(at, useNow())))
  return <Notice {...notice} title={texts.inviteCard} text={text} action={texts.resend} />
}

const Available = (notice: ActProps) => {
  const { agents: texts } = settingsWords
  return <Notice {...notice} title={texts.availableCard} text={texts.availableText} action={texts.setAway} />
}

const Deactivate = ({ agent, isBusy, act }: ActProps & { agent: Agent }) => {
  const { agents: texts } = settingsWords
  const [isAsking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <Notice
        title={texts.deactivateCard}
        text={texts.deactivateText}
        action={texts.deactivate}
        isBusy={isBusy}
        act={() => setAsking(true)}
        danger
      />
      {isAsking && (
        <Dialog title={texts.deactivateTitle(agent.name)} close={close}>
          <WhatHappens id={agent.id} />
          <Answers
            yes={texts.deactivate}
            disabled={isBusy}
            close={close}
            act={() => {
              close()
              act()
            }}
            danger
          />
        </Dialog>
      )}
    </>
  )
}

const shownOpen = 100

/** What becomes of the conversations of somebody who is deactivated. */
const WhatHappens = ({ id }: { id: Agent['id'] }) => {
  const { api } = useDesk()
  const { agents: texts } = settingsWords
  const read = useCallback(
    () => api.listConversations({ query: { claimed_by: id, state: 'open', limit: shownOpen } }),
    [api, id],
  )
  const { data } = useLoad(read)
  return (
    <div role="status" className="what-happens">
      <p>{texts.deactivateText}</p>
      {data && <p>{texts.theirOpen(`${data.data.length}${data.has_more ? '+' : ''}`)}</p>}
      <p>{texts.heldStay}</p>
    </div>
  )
}
