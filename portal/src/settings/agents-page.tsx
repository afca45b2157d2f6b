import { ChevronRight } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import type { Agent } from '../data/api.ts'
import { readAgents } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Availability } from '../parts/availability.tsx'
import { Icon } from '../parts/icon.tsx'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { settingsWords } from '../words/settings.ts'
import { age } from '../words/times.ts'
import { AgentPage } from './agent-page.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { Loading, SettingsPage } from './page.tsx'
import './people.css'

/** Everybody of the workspace, or one of them. */
const AgentsPage = ({ id }: { id: string | undefined }) =>
  id ? <AgentPage id={id as Agent['id']} /> : <AgentList />

const AgentList = () => {
  const { api } = useDesk()
  const [isInviting, setInviting] = useState(false)
  const { data, error, retry } = useLoad(useCallback(() => readAgents(api), [api]))
  const { agents: texts, parts } = settingsWords
  const [present, away] = [data?.filter(({ active }) => active), data?.filter(({ active }) => !active)]
  const invite = (
    <button type="button" className="btn primary" onClick={() => setInviting(true)}>
      {texts.invite}
    </button>
  )
  return (
    <SettingsPage title={parts.agents} intro={texts.intro} actions={invite}>
      {!present ? <Loading error={error} retry={retry} /> : <Entries agents={present} />}
      {away && away.length > 0 && (
        <>
          <h2 className="group-title">{texts.deactivated}</h2>
          <Entries agents={away} />
        </>
      )}
      {isInviting && <InviteDialog close={() => setInviting(false)} done={retry} />}
    </SettingsPage>
  )
}

const Entries = ({ agents }: { agents: Agent[] }) => (
  <ul className="card entries">
    {agents.map((agent) => (
      <li key={agent.id}>
        <AgentEntry agent={agent} />
      </li>
    ))}
  </ul>
)

const AgentEntry = ({ agent }: { agent: Agent }) => {
  const { me } = useDesk()
  const { id, name, email, active } = agent
  return (
    <Link href={`/settings/agents/${id}`} className={active ? 'entry' : 'entry away'}>
      <Face name={name} />
      <div>
        <strong>{id === me.id ? `${name} ${settingsWords.agents.you}` : name}</strong>
        {email && <span className="sub">{email}</span>}
      </div>
      <AgentChips agent={agent} />
      {active && <Availability available={agent.available} />}
      <Icon of={ChevronRight} />
    </Link>
  )
}

/** The beginnings of a name, for eyes only. */
const Face = ({ name }: { name: string }) => (
  <span className="face" aria-hidden="true">
    {name
      .split(/[\s.]+/)
      .slice(0, 2)
      .map((part) => part.charAt(0).toUpperCase())
      .join('')}
  </span>
)

const AgentChips = ({ agent }: { agent: Agent }) => {
  const now = useNow()
  const { role, sign_in, invited_at, sign_in_pending, active } = agent
  const { agents: texts } = settingsWords
  return (
    <span className="chips">
      {sign_in_pending && <span className="chip bad">{texts.pending}</span>}
      {sign_in === 'code' && <span className="chip">{texts.byCode}</span>}
      {active && invited_at && sign_in === 'password' && (
        <span className="chip warn">{texts.invitedAgo(age(invited_at, now))}</span>
      )}
      {role === 'admin' && <span className="chip ours">{texts.roles.admin}</span>}
    </span>
  )
}

export default AgentsPage
