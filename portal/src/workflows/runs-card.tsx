import { useState } from 'react'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { useChange } from '../parts/use-change.ts'
import { workflowWords } from '../words/workflows.ts'
import type { Names, Workflow } from './names.ts'
import { RunList } from './run-list.tsx'

type Page = Answer<'listWorkflowRuns'>

/** The newest runs of a workflow: what each decided and why, and what became of each action. */
export const RunsCard = ({ of, names }: { of: { workflow_id: Workflow['id'] }; names: Names }) => {
  const { api } = useDesk()
  const [page, setPage] = useState<Page>()
  const { isBusy, error, run } = useChange()
  const { runs: texts } = workflowWords
  const read = (cursor?: string) =>
    run(async () => {
      const next = await api.listWorkflowRuns({ query: { ...of, limit: 25, ...(cursor && { cursor }) } })
      setPage(cursor && page ? { ...next, data: [...page.data, ...next.data] } : next)
    })
  return (
    <section className="card" aria-labelledby="workflow-runs">
      <h2 id="workflow-runs">{texts.title}</h2>
      <p className="help">{texts.help}</p>
      <Complaint error={error} />
      {!page ? (
        <button type="button" className="btn self" disabled={isBusy} onClick={() => read()}>
          {texts.show}
        </button>
      ) : page.data.length === 0 ? (
        <p role="status">{texts.none}</p>
      ) : (
        <RunList runs={page.data} only={of.workflow_id} names={names} />
      )}
      {page?.has_more && page.next_cursor && (
        <button type="button" className="btn self" disabled={isBusy} onClick={() => read(page.next_cursor)}>
          {texts.more}
        </button>
      )}
    </section>
  )
}
