import { ChevronRight } from 'lucide-react'
import { type FormEvent, useCallback, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Agent, Team } from '../data/api.ts'
import { readAgents, readTeams } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Complaint } from '../parts/complaint.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { mistakesOf } from '../parts/edit-form.tsx'
import { CheckList, Mistakes, TextInput } from '../parts/fields.tsx'
import { Icon } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { useRequestKey } from '../parts/use-request-key.ts'
import { settingsWords } from '../words/settings.ts'
import { Loading, SettingsPage } from './page.tsx'
import { TeamPage } from './team-page.tsx'
import './people.css'

/** All teams of the workspace, or one of them. */
const TeamsPage = ({ id }: { id: string | undefined }) =>
  id ? <TeamPage id={id as Team['id']} /> : <TeamList />

const TeamList = () => {
  const { api } = useDesk()
  const [isCreating, setCreating] = useState(false)
  const { data: teams, error, retry } = useLoad(useCallback(() => readTeams(api), [api]))
  const { teams: texts, parts } = settingsWords
  const create = (
    <button type="button" className="btn primary" onClick={() => setCreating(true)}>
      {texts.create}
    </button>
  )
  return (
    <SettingsPage title={parts.teams} intro={texts.intro} actions={create}>
      {!teams ? (
        <Loading error={error} retry={retry} />
      ) : teams.length === 0 ? (
        <EmptyState title={texts.none[0]} hint={texts.none[1]} />
      ) : (
        <ul className="card entries">
          {teams.map(({ id, name, members }) => (
            <li key={id}>
              <Link href={`/settings/teams/${id}`} className="entry">
                <div>
                  <strong>{name}</strong>
                  <span className="sub">{texts.memberCount(members.length)}</span>
                </div>
                <Icon of={ChevronRight} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {isCreating && <CreateTeam close={() => setCreating(false)} />}
    </SettingsPage>
  )
}

const CreateTeam = ({ close }: { close(): void }) => {
  const { api } = useDesk()
  const { teams: texts } = settingsWords
  const [, go] = useLocation()
  const [facts, setFacts] = useState<{ name: string; members: Agent['id'][] }>({ name: '', members: [] })
  const key = useRequestKey()
  const { isBusy, error, run } = useChange()
  const agents = useLoad(useCallback(() => readAgents(api), [api])).data ?? []
  const change = (changed: Partial<typeof facts>) => setFacts({ ...facts, ...changed })
  const create = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      const team = await api.createTeam({ key: key.of(facts), body: facts })
      close()
      go(`/settings/teams/${team.id}`)
    })
  }
  return (
    <Dialog title={texts.createTitle} close={close}>
      <form className="dialog-form" noValidate onSubmit={create}>
        <Mistakes value={mistakesOf(error)}>
          <TextInput
            path="name"
            label={texts.name}
            value={facts.name}
            maxLength={100}
            change={(name) => change({ name })}
          />
          <CheckList<Agent['id']>
            path="members"
            label={texts.members}
            value={facts.members}
            options={agents.flatMap(({ id, name, active }) => (active ? [[id, name] as const] : []))}
            change={(members) => change({ members })}
          />
        </Mistakes>
        <Complaint error={error} />
        <Answers yes={texts.create} disabled={isBusy} close={close} />
      </form>
    </Dialog>
  )
}

export default TeamsPage
