import type { WorkflowId } from './ids.ts'

/**
 * Who or what brought a change about. What reacts to events looks here first, so that nothing starts itself. `rule`: Parley's
 * own, such as the welcome, by its name.
 */
export type Cause = {
  kind: 'agent' | 'program' | 'workflow' | 'rule' | 'customer' | 'carrier' | 'system'
  id?: string
}

/** A workflow acts as a program of its own. */
export const causeOf = <K extends Cause['kind']>({ kind, id }: { kind: K; id: string }) => ({
  kind: isWorkflow(id) ? ('workflow' as const) : kind,
  id,
})

/** Of a record that has nothing but the id of whoever wrote it. */
export const writerOf = (id: string): Cause =>
  causeOf({ kind: id.startsWith('agt_') ? 'agent' : 'program', id })

export const isWorkflow = (id: string | undefined): id is WorkflowId => id?.startsWith('wfl_') === true
