import { Users } from 'lucide-react'
import { useDesk, useSource } from '../desk.ts'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { duration } from '../words/times.ts'
import { words } from '../words/words.ts'
import type { Listing } from './use-listing.ts'
import { type TeamQueue, useTeamQueues } from './use-team-queues.ts'
import './queue-strip.css'

/** What waits for teams: in Team for all of them, in Active for one's own, and for the team that is asked for. */
const QueueStrip = ({ tab, filter, showTeam }: Listing) => {
  const { me, store } = useDesk()
  useSource(store, store.revision)
  const queues = useTeamQueues()
  const isShown = ({ team }: TeamQueue) =>
    filter.team_id ? team.id === filter.team_id : tab === 'team' || team.members.includes(me.id)
  const shown = tab === 'closed' ? [] : queues.filter(isShown)
  if (shown.length === 0) return null
  return (
    <ul className="queues" aria-label={words.queue.title}>
      {shown.map((queue) => (
        <li key={queue.team_id}>
          <button type="button" onClick={() => showTeam(queue.team_id)}>
            <Icon of={Users} />
            <Line queue={queue} />
          </button>
        </li>
      ))}
    </ul>
  )
}

const Line = ({ queue: { team, count, capped, oldest_since } }: { queue: TeamQueue }) => {
  const { store } = useDesk()
  const now = useNow()
  const members = team.members.map((id) => store.agent(id)).filter((agent) => agent?.active)
  const there = members.filter((agent) => agent?.available).length
  const waited = oldest_since && duration(now - Date.parse(oldest_since))
  return (
    <span>
      <strong>{words.queue.waiting(capped ? `${count}+` : String(count), team.name)}</strong>
      <span className="sub">
        {waited && `${words.queue.oldest(waited)} · `}
        {words.queue.available(there, members.length)}
      </span>
    </span>
  )
}

export default QueueStrip
