import type { Answer } from '#contract/client.ts'
import { workflowWords } from '../words/workflows.ts'
import type { Names } from './names.ts'
import { sayFailed } from './sentences.ts'

type Considered = Pick<Answer<'tryWorkflow'>['data'][number], 'outcome' | 'branch' | 'failed'>

/** What a workflow decided, and for each branch before it why that one did not fit. */
export const Explained = ({
  considered: { outcome, branch, failed },
  names,
}: {
  considered: Considered
  names: Pick<Names, 'nameOf'>
}) => {
  const { outcomes } = workflowWords
  return (
    <>
      <strong>{outcome === 'branch' ? outcomes.branch((branch ?? 0) + 1) : outcomes[outcome]}</strong>
      {failed.map((one) => (
        <span key={one.branch} className="sub">
          {sayFailed(names, one)}
        </span>
      ))}
    </>
  )
}
