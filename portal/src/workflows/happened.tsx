import { Link } from 'wouter'
import type { Conversation } from '../data/api.ts'
import { useNow } from '../parts/use-now.ts'
import { moment } from '../words/times.ts'
import { workflowWords } from '../words/workflows.ts'

/** When something happened, with the way to its conversation. */
export const Happened = ({
  at,
  conversation,
}: {
  at: string
  conversation: Conversation['id'] | undefined
}) => {
  const now = useNow()
  return (
    <span className="sub">
      {moment(at, now)}
      {conversation && (
        <>
          {' · '}
          <Link className="link" href={`/c/${conversation}`}>
            {workflowWords.runs.open}
          </Link>
        </>
      )}
    </span>
  )
}
