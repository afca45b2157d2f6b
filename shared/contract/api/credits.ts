import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { messageId, named, page, pageQuery, timestamp } from './shapes.ts'

export const credits = named('Credits', () =>
  z.object({
    enabled: z.boolean(),
    /** One is one segment. */
    left: z.int(),
    included_left: z.int(),
    packs_left: z.int(),
    month: z.string(),
    included_per_month: z.int(),
    pack_size: z.int(),
  }),
)

export const creditEntry = named('CreditEntry', () =>
  z.object({
    id: z.string(),
    type: z.enum(['month', 'pack', 'use', 'give_back']),
    change: z.int(),
    left: z.int(),
    warning: z.optional(z.enum(['low', 'none'])),
    segments: z.optional(z.int()),
    message_id: z.optional(messageId),
    part: z.optional(z.int()),
    by: z.optional(z.string()),
    by_name: z.optional(z.string()),
    at: timestamp,
  }),
)

export const creditOperations = {
  getCredits: {
    method: 'GET',
    path: '/v1/credits',
    summary: 'What is left of the month and of packs',
    scope: 'read',
    response: credits,
    status: 200,
  },
  listCreditEntries: {
    method: 'GET',
    path: '/v1/credits/ledger',
    summary: 'Every line that changed what is left, newest first',
    scope: 'read',
    query: () => z.object(pageQuery),
    response: page(creditEntry),
    status: 200,
  },
  addCreditPack: {
    method: 'POST',
    path: '/v1/credits/packs',
    summary: 'Add a pack of credits',
    scope: 'manage',
    role: 'admin',
    response: creditEntry,
    status: 201,
  },
} as const satisfies Record<string, Operation>
