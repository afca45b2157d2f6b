import type { Workflow, WorkflowOrder } from './workflow.ts'

/** As they run: those that the order names, then the others as they were given. */
export const inOrder = (workflows: Workflow[], order: Pick<WorkflowOrder, 'ids'> | undefined): Workflow[] => {
  const places = new Map(order?.ids.map((id, place) => [id, place]))
  return workflows.toSorted((a, b) => (places.get(a.id) ?? Infinity) - (places.get(b.id) ?? Infinity) || 0)
}
