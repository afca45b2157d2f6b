import { useCallback } from 'react'
import { isProblem } from '#contract/client.ts'
import type { Agent, Team } from '../data/api.ts'
import { readAgents } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { EditForm } from '../parts/edit-form.tsx'
import { CheckList, TextInput } from '../parts/fields.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useEdit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { DeleteCard } from './delete-card.tsx'
import { Loading, SettingsPage } from './page.tsx'
import { TeamQueueCard } from './team-queue-card.tsx'

type Read = { team: Team; agents: Agent[] }

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
    <SettingsPage key={data ? 'there' : 'loading'} title={data?.team.name ?? parts.teams} back={back}>
      {data ? (
        <Cards {...data} put={(team) => put({ ...data, team })} />
      ) : isProblem(error, 'not_found') ? (
        <EmptyState title={texts.noSuch} />
      ) : (
        <Loading error={error} retry={retry} />
      )}
    </SettingsPage>
  )
}

const Cards = ({ team, agents, put }: Read & { put(team: Team): void }) => {
  const { api } = useDesk()
  const { teams: texts, agents: common } = settingsWords
  const { id } = team
  const edit = useEdit<Team>({
    name: id,
    record: team,
    read: () => api.getTeam({ id }),
    write: ({ name, members }, { version }) =>
      api.editTeam({ id, ifMatch: version, body: { name, members } }),
    put,
  })
  const { value, change } = edit
  // Somebody who is deactivated stays in the team until they are taken out, and is not put into another one.
  const fitting = agents.filter((agent) => agent.active || team.members.includes(agent.id))
  return (
    <>
      <EditForm edit={edit} label={team.name} labels={{ name: texts.name, members: texts.members }}>
        <section className="card">
          <TextInput
            path="name"
            label={texts.name}
            value={value.name}
            maxLength={100}
            change={(name) => change({ name })}
          />
          <CheckList<Agent['id']>
            path="members"
            label={texts.members}
            value={value.members}
            options={fitting.map(({ id, name, active }) => [
              id,
              active ? name : `${name}, ${common.deactivated}`,
            ])}
            change={(members) => change({ members })}
          />
        </section>
      </EditForm>
      <TeamQueueCard id={id} />
      <Dissolve team={team} isChanged={edit.isChanged} />
    </>
  )
}

const Dissolve = ({ team: { id, version, name }, isChanged }: { team: Team; isChanged: boolean }) => {
  const { api } = useDesk()
  const { teams: texts } = settingsWords
  return (
    <DeleteCard
      title={texts.deleteCard}
      text={texts.deleteText}
      action={texts.delete}
      question={texts.deleteTitle(name)}
      told={texts.deleted(name)}
      to="/settings/teams"
      isChanged={isChanged}
      remove={() => api.deleteTeam({ id, ifMatch: version })}
    />
  )
}
