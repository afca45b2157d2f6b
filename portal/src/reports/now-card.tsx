import { type ReactNode, useCallback } from 'react'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { sayCount } from '../parts/say-count.ts'
import { FailedState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { reportWords } from '../words/reports.ts'
import { words } from '../words/words.ts'
import { sayTime } from './say.ts'
import './overview.css'

type Backlog = Answer<'getBacklog'>
type Whose = { number_id?: `num_${string}`; team_id?: `tem_${string}`; agent_id?: `agt_${string}` }

/** Of whom: an id of a number, a team or an agent says which of them it is. */
const whoseOf = (id: string): Whose => {
  if (id.startsWith('num_')) return { number_id: id as `num_${string}` }
  if (id.startsWith('tem_')) return { team_id: id as `tem_${string}` }
  return id.startsWith('agt_') ? { agent_id: id as `agt_${string}` } : {}
}

/** What is open at this moment: of everybody, or of the number, team or agent with this id. */
export const NowCard = ({ of = '', children }: { of?: string; children?: ReactNode }) => {
  const { api } = useDesk()
  const { data, error, retry } = useLoad(useCallback(() => api.getBacklog({ query: whoseOf(of) }), [api, of]))
  return (
    <section className="card now" aria-labelledby="now">
      <header>
        <h2 id="now">{reportWords.now.title}</h2>
        {children}
      </header>
      {data ? (
        <Numbers backlog={data} />
      ) : error ? (
        <FailedState error={error} retry={retry} />
      ) : (
        <span className="skeleton" role="status" aria-label={words.loading} />
      )}
    </section>
  )
}

const Numbers = ({ backlog }: { backlog: Backlog }) => {
  const now = useNow()
  const { now: texts } = reportWords
  const say = (count: number) => (backlog.capped ? texts.atLeast(sayCount(count)) : sayCount(count))
  const since = backlog.oldest_waiting_since
  const numbers = [
    [texts.open, say(backlog.open)],
    [texts.unclaimed, say(backlog.unclaimed)],
    [texts.waiting, say(backlog.waiting)],
    [texts.oldest, since ? sayTime(Math.max(0, now - Date.parse(since))) : texts.nobody],
  ] as const
  return (
    <dl>
      {numbers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
