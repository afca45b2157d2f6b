import { useCallback } from 'react'
import type { Answer } from '#contract/client.ts'
import type { Team } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Availability } from '../parts/availability.tsx'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { settingsWords } from '../words/settings.ts'
import { duration } from '../words/times.ts'
import { Loading } from './page.tsx'
import './people.css'

/** What waits for a team, and who of it takes conversations. */
export const TeamQueueCard = ({ id }: { id: Team['id'] }) => {
  const { api } = useDesk()
  const { data, error, retry } = useLoad(
    useCallback(() => api.readTeamQueue({ id, query: { limit: 1 } }), [api, id]),
  )
  const { teams: texts } = settingsWords
  return (
    <section className="card">
      <h2>{texts.queue}</h2>
      {data ? <Facts {...data} /> : <Loading error={error} retry={retry} />}
    </section>
  )
}

const Facts = ({ queue: { count, capped, oldest_since }, members }: Answer<'readTeamQueue'>) => {
  const { teams: texts } = settingsWords
  const now = useNow()
  const waited = duration(now - Date.parse(oldest_since ?? ''))
  return (
    <>
      <p>{count === 0 ? texts.queueEmpty : texts.queueCount(capped ? `${count}+` : String(count), waited)}</p>
      {members.length === 0 ? (
        <p>{texts.nobodyThere}</p>
      ) : (
        <ul className="crew">
          {members.map(({ agent_id, name, available, open_conversations }) => (
            <li key={agent_id}>
              <strong>{name}</strong>
              <span className="sub">{texts.openCount(open_conversations)}</span>
              <Availability available={available} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
