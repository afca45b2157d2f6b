import { useCallback, useState } from 'react'
import type { Answer } from '#contract/client.ts'
import type { Conversation } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { FailedState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { words } from '../words/words.ts'
import { workflowWords } from '../words/workflows.ts'
import { useFactNames } from './names.ts'
import { RunList } from './run-list.tsx'
import './workflows.css'

type Page = Answer<'listWorkflowRuns'>

/** What workflows and macros made of a conversation, the newest first. */
const RunsHere = ({ of }: { of: Conversation['id'] }) => {
  const { api } = useDesk()
  const names = useFactNames()
  const readPage = useCallback(
    (cursor?: string) =>
      api.listWorkflowRuns({ query: { conversation_id: of, limit: 10, ...(cursor && { cursor }) } }),
    [api, of],
  )
  const { data: first, error, retry } = useLoad(readPage)
  const [further, setFurther] = useState<Page[]>([])
  const { isBusy, error: refusal, run } = useChange()
  if (error) return <FailedState error={error} retry={retry} />
  if (!first || !names.data) return <p role="status">{words.loading}</p>
  const pages = [first, ...further]
  const last = pages.at(-1)
  const more = () => run(async () => setFurther([...further, await readPage(last?.next_cursor)]))
  return (
    <>
      {first.data.length === 0 ? (
        <p role="status">{workflowWords.runs.noneHere}</p>
      ) : (
        <RunList runs={pages.flatMap(({ data }) => data)} names={names.data} />
      )}
      <Complaint error={refusal} />
      {last?.has_more && (
        <button type="button" className="btn self" disabled={isBusy} onClick={more}>
          {workflowWords.runs.more}
        </button>
      )}
    </>
  )
}

export default RunsHere
