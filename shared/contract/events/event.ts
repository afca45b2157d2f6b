import * as z from 'zod/mini'
import { named, timestamp } from '../api/shapes.ts'

/** Who or what brought a change about; left out where nobody wrote it down. */
const cause = named('Cause', () =>
  z.object({
    kind: z.enum(['agent', 'program', 'workflow', 'rule', 'customer', 'carrier', 'system']),
    /** Of the agent or the program, or the name of the rule. */
    id: z.optional(z.string()),
  }),
)

/** What every event has. `id` is the same when an event comes a second time; `version` is that of this shape. */
export const event = <Type extends string, Data extends z.ZodMiniType>(type: Type, data: Data) =>
  z.object({
    id: z.string(),
    type: z.literal(type),
    version: z.literal(1),
    workspace: z.string(),
    at: timestamp,
    by: z.optional(cause()),
    data,
  })
