import { useState } from 'react'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { useChange } from '../parts/use-change.ts'
import { workflowWords } from '../words/workflows.ts'
import { Explained } from './explained.tsx'
import { Happened } from './happened.tsx'
import type { Names, Workflow } from './names.ts'

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

type ListProps = { runs: Page['data']; only?: Workflow['id']; names: Pick<Names, 'nameOf'> }

const RunList = ({ runs, only, names }: ListProps) => {
  return (
    <ul className="workflow-list">
      {runs.flatMap((run) =>
        run.considered
          .filter(({ workflow_id }) => only === undefined || workflow_id === only)
          .map((considered) => (
            <li key={`${run.event_id} ${considered.workflow_id}`}>
              <div>
                <Happened at={run.at} conversation={run.conversation_id} />
                <Explained considered={considered} names={names} />
                {considered.actions.map(({ action, outcome, detail }, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: actions have no name but their place
                  <span key={at} className={outcome === 'refused' ? 'mistake' : undefined}>
                    {[
                      workflowWords.actions[action as keyof typeof workflowWords.actions],
                      workflowWords.did[outcome],
                      detail,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                ))}
              </div>
            </li>
          )),
      )}
    </ul>
  )
}
