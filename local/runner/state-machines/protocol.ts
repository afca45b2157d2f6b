import type { StateMachineDefinition } from 'aws-local-stepfunctions'

/** Begins an execution. `context` is the context object, without what changes from state to state. */
export type Start = {
  kind: 'start'
  execution: string
  definition: StateMachineDefinition
  input: unknown
  context: Record<string, unknown>
}

/** What the runner tells the thread that executes. */
export type Command =
  | Start
  | { kind: 'abort'; execution: string }
  | { kind: 'clock moved' }
  | { kind: 'task done'; task: number; output: unknown }
  | { kind: 'task failed'; task: number; error: string; cause: string }

/** What that thread tells the runner. */
export type Report =
  | { kind: 'task'; task: number; resource: string; input: unknown }
  | { kind: 'succeeded'; execution: string; output: unknown }
  | { kind: 'failed'; execution: string; error: string; cause: string }
