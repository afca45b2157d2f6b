import * as z from 'zod/mini'
import { weekly } from './business-hours.ts'
import type { Operation } from './operation.ts'
import { later, named, page } from './shapes.ts'

const rule = named('Rule', () =>
  z.object({
    id: z.string(),
    concern: z.enum(['quiet_hours', 'frequency_cap', 'carrier_cap']),
    place: z.optional(z.string()),
    words: z.string(),
    window: z.optional(z.object({ weekly: weekly(), closed_on: z.optional(z.string()) })),
    limit: z.optional(z.object({ texts: z.int(), hours: z.int() })),
    applies_to: z.string(),
    citation: z.string(),
    read_on: z.string(),
    certainty: z.enum(['law_read', 'reported', 'unsure', 'own_choice']),
  }),
)

export const ruleOperations = {
  listRules: {
    method: 'GET',
    path: '/v1/rules',
    summary: 'The rules of law and of carriers that decide when and how often texts leave',
    scope: 'read',
    query: () =>
      z.object({
        place: z.optional(later(() => z.string().check(z.regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)))),
      }),
    response: page(rule),
    status: 200,
  },
} as const satisfies Record<string, Operation>
