import { type FormEvent, useCallback, useState } from 'react'
import { useLocation } from 'wouter'
import { isProblem } from '#contract/client.ts'
import type { Agent, Api, Team } from '../data/api.ts'
import { readAgents } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Dialog } from '../parts/dialog.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { words } from '../words/words.ts'
import { Checks, Complaint, Field } from './fields.tsx'
import { Loading, SettingsPage } from './page.tsx'
import { useChange } from './use-change.ts'

type Read = { team: Team; agents: Agent[] }
type TeamEdit = NonNullable<Parameters<Api['editTeam']>[0]['body']>

/** One team: its name, who is in it, and its end. */
export const TeamPage = ({ id }: { id: Team['id'] }) => {
  const { api } = useDesk()
  const read = useCallback(async (): Promise<Read> => {
    const [team, agents] = await Promise.all([api.getTeam({ id }), readAgents(api)])
    return { team, agents }
  }, [api, id])
  const { data, error, retry, put } = useLoad(read)
  const { teams: texts, parts } = settingsWords
  const back = { to: '/settings/teams', label: texts.all }
  return (
    <SettingsPage title={data?.team.name ?? parts.teams} back={back}>
      {data ? (
        <>
          <TeamForm {...data} put={(team) => put({ ...data, team })} />
          <Dissolve team={data.team} />
        </>
      ) : isProblem(error, 'not_found') ? (
        <EmptyState title={texts.noSuch} />
      ) : (
        <Loading error={error} retry={retry} />
      )}
    </SettingsPage>
  )
}

const TeamForm = ({ team, agents, put }: Read & { put(team: Team): void }) => {
  const { api, toasts } = useDesk()
  const { teams: texts, agents: common } = settingsWords
  const [changes, setChanges] = useState<TeamEdit>({})
  const { isBusy, trouble, run } = useChange()
  const { id, version } = team
  const facts = { ...team, ...changes }
  // Somebody who is deactivated stays in the team until they are taken out, and is not put into another one.
  const fitting = agents.filter((agent) => agent.active || team.members.includes(agent.id))
  const save = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      try {
        put(await api.editTeam({ id, ifMatch: version, body: changes }))
        setChanges({})
        toasts.add(common.saved)
      } catch (error) {
        await api.getTeam({ id }).then(put, () => {})
        throw error
      }
    })
  }
  return (
    <form className="card" onSubmit={save}>
      <Complaint text={trouble} />
      <Field label={texts.name}>
        <input
          className="input"
          required
          maxLength={100}
          value={facts.name}
          onChange={({ target }) => setChanges({ ...changes, name: target.value })}
        />
      </Field>
      <Checks
        legend={texts.members}
        options={fitting}
        chosen={facts.members}
        label={({ name, active }) => (active ? name : `${name}, ${common.deactivated}`)}
        change={(members) => setChanges({ ...changes, members })}
      />
      <div className="dialog-foot">
        <button type="submit" className="btn primary" disabled={isBusy || Object.keys(changes).length === 0}>
          {common.save}
        </button>
      </div>
    </form>
  )
}

const Dissolve = ({ team: { id, version, name } }: { team: Team }) => {
  const { api, toasts } = useDesk()
  const { teams: texts } = settingsWords
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const { isBusy, trouble, run } = useChange()
  const dissolve = () =>
    run(async () => {
      setAsking(false)
      await api.deleteTeam({ id, ifMatch: version })
      toasts.add(texts.deleted(name))
      go('/settings/teams')
    })
  return (
    <section className="card">
      <h2>{texts.deleteCard}</h2>
      <p>{texts.deleteText}</p>
      <Complaint text={trouble} />
      <div className="dialog-foot">
        <button type="button" className="btn danger" disabled={isBusy} onClick={() => setAsking(true)}>
          {texts.delete}
        </button>
      </div>
      {isAsking && (
        <Dialog title={texts.deleteTitle(name)} close={() => setAsking(false)}>
          <p>{texts.deleteText}</p>
          <div className="dialog-foot">
            <button type="button" className="btn" onClick={() => setAsking(false)}>
              {words.cancel}
            </button>
            <button type="button" className="btn danger" onClick={dissolve}>
              {texts.delete}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
