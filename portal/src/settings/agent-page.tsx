import { type FormEvent, useCallback, useState } from 'react'
import { isProblem } from '#contract/client.ts'
import type { Agent, Api, BusinessNumber, Team } from '../data/api.ts'
import { mayUse, readNumbers, readTeams } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Choices, Dialog } from '../parts/dialog.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { settingsWords } from '../words/settings.ts'
import { age } from '../words/times.ts'
import { words } from '../words/words.ts'
import { Complaint, Field } from './fields.tsx'
import { roles } from './invite-dialog.tsx'
import { NumberChoice } from './number-choice.tsx'
import { Loading, SettingsPage } from './page.tsx'
import { useChange } from './use-change.ts'

type AgentEdit = NonNullable<Parameters<Api['editAgent']>[0]['body']>
type Read = { agent: Agent; teams: Team[]; numbers: BusinessNumber[] }

type CardProps = Read & {
  isBusy: boolean
  /** Edits the agent; does `after` where it was not refused. */
  edit(body: AgentEdit, after?: () => void): Promise<void>
  /** Mails the invitation once more. */
  resend(): Promise<void>
}

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
    <SettingsPage title={data?.agent.name ?? parts.agents} back={back}>
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

const Cards = ({ put, ...read }: Read & { put(agent: Agent): void }) => {
  const { api, store, toasts, me } = useDesk()
  const { isBusy, trouble, run } = useChange()
  const { agent } = read
  const { id, version } = agent
  const take = (row: Agent) => {
    store.apply([{ t: 'agent', row }])
    put(row)
  }
  const edit = (body: AgentEdit, after?: () => void) =>
    run(async () => {
      try {
        take(await api.editAgent({ id, ifMatch: version, body }))
        after?.()
      } catch (error) {
        // What the agent is now comes beside the words that say why this edit was refused.
        await api.getAgent({ id }).then(take, () => {})
        throw error
      }
    })
  const resend = () =>
    run(async () => {
      take(await api.resendInvite({ id }))
      toasts.add(settingsWords.agents.resent(agent.email ?? agent.name))
    })
  const props: CardProps = { ...read, isBusy, edit, resend }
  return (
    <>
      <Complaint text={trouble} />
      {agent.sign_in_pending && <Pending {...props} />}
      {!agent.active && <Activate {...props} />}
      {agent.active && agent.invited_at && <Invited {...props} at={agent.invited_at} />}
      <Details {...props} />
      {agent.active && id !== me.id && <Deactivate {...props} />}
    </>
  )
}

const Details = ({ agent, teams, numbers, isBusy, edit }: CardProps) => {
  const { me, toasts } = useDesk()
  const { agents: texts } = settingsWords
  const [changes, setChanges] = useState<Partial<AgentEdit>>({})
  const facts = { ...agent, ...changes }
  const isSelf = agent.id === me.id
  const usable = numbers.filter((number) => mayUse({ id: agent.id, role: facts.role }, number))
  const mine = teams.filter(({ members }) => members.includes(agent.id))
  const change = (changed: Partial<AgentEdit>) => setChanges({ ...changes, ...changed })
  const save = (event: FormEvent) => {
    event.preventDefault()
    edit(changes, () => {
      setChanges({})
      toasts.add(texts.saved)
    })
  }
  return (
    <form className="card" onSubmit={save}>
      <Field label={texts.name} help={texts.nameHelp}>
        <input
          className="input"
          required
          maxLength={100}
          value={facts.name}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Field>
      <Field label={texts.email} help={texts.contactHelp}>
        <input
          className="input"
          type="email"
          maxLength={254}
          value={facts.email ?? ''}
          onChange={({ target }) => change({ email: target.value || null })}
        />
      </Field>
      <Choices
        legend={texts.role}
        options={isSelf ? [facts.role] : roles}
        chosen={facts.role}
        label={(role) => texts.roles[role]}
        choose={(role) => change({ role })}
      />
      <p className="sub">{isSelf ? texts.ownRole : texts.roleHelp}</p>
      {numbers.length > 1 && (
        <NumberChoice
          numbers={usable}
          chosen={facts.default_number_id ?? undefined}
          choose={(chosen) => change({ default_number_id: chosen ?? null })}
        />
      )}
      {mine.length > 0 && (
        <p className="sub">
          {settingsWords.parts.teams}: {mine.map(({ name }) => name).join(', ')}
        </p>
      )}
      <div className="dialog-foot">
        <button type="submit" className="btn primary" disabled={isBusy || Object.keys(changes).length === 0}>
          {texts.save}
        </button>
      </div>
    </form>
  )
}

type NoticeProps = {
  title: string
  text: string
  action: string
  isBusy: boolean
  act(): void
  danger?: boolean
}

/** Something to know about an agent, and the one thing to do about it. */
const Notice = ({ title, text, action, isBusy, act, danger }: NoticeProps) => (
  <section className="card">
    <h2>{title}</h2>
    <p>{text}</p>
    <div className="dialog-foot">
      <button type="button" className={danger ? 'btn danger' : 'btn'} disabled={isBusy} onClick={act}>
        {action}
      </button>
    </div>
  </section>
)

const Invited = ({ at, isBusy, resend }: CardProps & { at: string }) => {
  const { agents: texts } = settingsWords
  const text = texts.inviteState(texts.invitedAgo(age(at, useNow())))
  return <Notice title={texts.inviteCard} text={text} action={texts.resend} isBusy={isBusy} act={resend} />
}

/** Any edit tells the sign-in service again. */
const Pending = ({ agent, isBusy, edit }: CardProps) => {
  const { agents: texts } = settingsWords
  const act = () => edit({ name: agent.name })
  return (
    <Notice
      title={texts.pendingCard}
      text={texts.pendingText}
      action={texts.tellAgain}
      isBusy={isBusy}
      act={act}
    />
  )
}

const Activate = ({ isBusy, edit }: CardProps) => {
  const { agents: texts } = settingsWords
  const act = () => edit({ active: true })
  return (
    <Notice
      title={texts.activateCard}
      text={texts.activateText}
      action={texts.activate}
      isBusy={isBusy}
      act={act}
    />
  )
}

const Deactivate = ({ agent, isBusy, edit }: CardProps) => {
  const { agents: texts } = settingsWords
  const [isAsking, setAsking] = useState(false)
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
        <Dialog title={texts.deactivateTitle(agent.name)} close={() => setAsking(false)}>
          <WhatHappens id={agent.id} />
          <div className="dialog-foot">
            <button type="button" className="btn" onClick={() => setAsking(false)}>
              {words.cancel}
            </button>
            <button
              type="button"
              className="btn danger"
              disabled={isBusy}
              onClick={() => {
                setAsking(false)
                edit({ active: false })
              }}
            >
              {texts.deactivate}
            </button>
          </div>
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
  const count = data && `${data.data.length}${data.has_more ? '+' : ''}`
  return (
    <div role="status" className="facts">
      <p>{texts.deactivateText}</p>
      {count !== undefined && <p>{texts.theirOpen(count)}</p>}
      <p>{texts.heldStay}</p>
    </div>
  )
}
