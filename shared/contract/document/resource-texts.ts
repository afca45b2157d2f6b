import type { Operation } from '../api/operation.ts'

/** What the document says of one resource. Only the document's builder imports it: functions do not carry it. */
export type Texts<O extends Record<string, Operation> = Record<string, Operation>> = {
  tag: { name: string; description: string }
  /** What the summary does not say. */
  operations: Record<keyof O, string>
  /** Of parameters in paths and queries, by operation. */
  parameters?: { [Name in keyof O]?: Record<string, string> }
  /**
   * By the name of the schema. `''` describes the schema itself, other keys its properties, nested ones by their path.
   * The body of an operation is named after it (`EditTeamBody`) and needs no words for what its answer has, too.
   */
  schemas: Record<string, Record<string, string>>
  /** By the name of a schema, or of an operation whose answer differs from its schema's example. */
  examples: Record<string, unknown>
}
