import type { Answer } from '#contract/client.ts'
import { workflowWords } from '../words/workflows.ts'
import type { Names } from './names.ts'
import { sayFailed } from './sentences.ts'

type Run = Answer<'listWorkflowRuns'>['data'][number]['considered'][number]
type Considered = Pick<Run, 'outcome' | 'branch' | 'failed' | 'caused_by_name'>

/** What a workflow decided, and for each branch before it why that one did not fit. */
export const Explained = ({
  considered: { outcome, branch, failed, caused_by_name },
  names,
}: {
  considered: Considered
  names: Pick<Names, 'nameOf'>
}) => {
  const { outcomes, gone } = workflowWords
  const said =
    outcome === 'branch'
      ? outcomes.branch((branch ?? 0) + 1)
      : outcome === 'caused_by_workflow'
        ? outcomes.caused_by_workflow(caused_by_name ?? gone)
        : outcomes[outcome]
  return (
    <>
      <strong>{said}</strong>
      {failed.map((one) => (
        <span key={one.branch} className="sub">
          {sayFailed(names, one)}
        </span>
      ))}
    </>
  )
}
