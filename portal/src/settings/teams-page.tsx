import { ChevronRight } from 'lucide-react'
import { type FormEvent, useCallback, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Agent, Team } from '../data/api.ts'
import { readAgents, readTeams } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { words } from '../words/words.ts'
import { Checks, Complaint, Field } from './fields.tsx'
import { Loading, SettingsPage } from './page.tsx'
import { TeamPage } from './team-page.tsx'
import { useChange } from './use-change.ts'
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
  const [name, setName] = useState('')
  const [members, setMembers] = useState<Agent['id'][]>([])
  const key = useRef(crypto.randomUUID())
  const { isBusy, trouble, run } = useChange()
  const agents = useLoad(useCallback(() => readAgents(api), [api])).data
  const create = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      const team = await api.createTeam({ key: key.current, body: { name, members } })
      close()
      go(`/settings/teams/${team.id}`)
    })
  }
  return (
    <Dialog title={texts.createTitle} close={close}>
      <form className="dialog-form roomy" onSubmit={create}>
        <Field label={texts.name}>
          <input
            className="input"
            required
            maxLength={100}
            value={name}
            onChange={({ target }) => {
              key.current = crypto.randomUUID()
              setName(target.value)
            }}
          />
        </Field>
        <Checks
          legend={texts.members}
          options={agents?.filter(({ active }) => active) ?? []}
          chosen={members}
          label={(agent) => agent.name}
          change={(chosen) => {
            key.current = crypto.randomUUID()
            setMembers(chosen)
          }}
        />
        <Complaint text={trouble} />
        <div className="dialog-foot">
          <button type="button" className="btn" onClick={close}>
            {words.cancel}
          </button>
          <button type="submit" className="btn primary" disabled={isBusy}>
            {texts.create}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

export default TeamsPage
