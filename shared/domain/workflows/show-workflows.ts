import { type NamedRecords, namedIn, unfitIn } from './named-records.ts'
import type { Workflow, WorkflowMistake } from './workflow.ts'

/** A workflow, and what it names that was deleted, archived or deactivated since it was saved. */
export type ShownWorkflow = { workflow: Workflow; problems: WorkflowMistake[] }

/** Workflows of one workspace with their problems. What several of them name is looked up once. */
export const showWorkflows = async (
  app: NamedRecords,
  workflows: readonly Workflow[],
): Promise<ShownWorkflow[]> => {
  const [first] = workflows
  if (!first) return []
  const named = workflows.flatMap((workflow) =>
    namedIn(workflow).map((one) => ({ ...one, path: `${workflow.id} ${one.path}` })),
  )
  const unfit = await unfitIn(app, first.workspace, named)
  return workflows.map((workflow) => ({
    workflow,
    problems: unfit
      .filter(({ path }) => path.startsWith(`${workflow.id} `))
      .map(({ path, detail }) => ({ path: path.slice(workflow.id.length + 1), detail })),
  }))
}
