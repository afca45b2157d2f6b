import { Link } from 'wouter'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { workflowWords } from '../words/workflows.ts'
import { Explained } from './explained.tsx'
import { Happened } from './happened.tsx'
import type { Names, Workflow } from './names.ts'

type Run = Answer<'listWorkflowRuns'>['data'][number]
type Considered = Run['considered'][number]
type Done = Considered['actions'][number]

/** `only`: of one workflow, whose page it is; else each is named, and stands where the conversation is. */
type ListProps = { runs: Run[]; only?: Workflow['id']; names: Pick<Names, 'nameOf'> }

/** What workflows decided and why, and what became of each action. */
export const RunList = ({ runs, only, names }: ListProps) => (
  <ul className="workflow-list">
    {runs.flatMap((run) =>
      run.considered
        .filter(({ workflow_id }) => only === undefined || workflow_id === only)
        .map((considered) => (
          <li key={`${run.event_id} ${considered.workflow_id}`}>
            <div>
              {!only && <WorkflowName of={considered} />}
              <Happened at={run.at} conversation={only && run.conversation_id} />
              {run.started_by && (
                <span className="sub">
                  {workflowWords.runs.startedBy(run.started_by_name ?? run.started_by)}
                </span>
              )}
              <Explained considered={considered} names={names} />
              {considered.actions.map((done, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: actions have no name but their place
                <span key={at} className={done.outcome === 'refused' ? 'mistake' : undefined}>
                  {sayDone(run, done)}
                </span>
              ))}
            </div>
          </li>
        )),
    )}
  </ul>
)

/** Only admins may open a workflow. */
const WorkflowName = ({ of: { workflow_id, workflow_name } }: { of: Considered }) => {
  const { me } = useDesk()
  const name = workflow_name ?? workflowWords.gone
  if (me.role !== 'admin' || !workflow_name) return <span>{name}</span>
  return (
    <Link className="link" href={`/settings/workflows/${workflow_id}`}>
      {name}
    </Link>
  )
}

const sayDone = ({ considered }: Run, { action, outcome, detail, overrides }: Done): string => {
  const { actions, did, runs, gone } = workflowWords
  const other = considered.find(({ workflow_id }) => workflow_id === overrides)
  const parts = [
    actions[action as keyof typeof actions],
    did[outcome],
    overrides && runs.overrides(other?.workflow_name ?? gone),
    detail,
  ]
  return parts.filter(Boolean).join(' · ')
}
