import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { Thread } from '#domain/threads/thread.ts'
import { addedLater, renamed } from './older.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, phone, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

/** A thread is found by its phone; its entries live in a partition of their own (entryPartition). */
export const threadKeys = ({ workspace, phone }: Pick<Thread, 'workspace' | 'phone'>): Keys => ({
  pk: `${workspace}#phone#${phone}`,
  sk: 'thread',
})

export const threadRecord = declareRecord({
  kind: 'thread',
  place: { pk: '<workspace>#phone#<phone>', sk: 'thread' },
  keys: threadKeys,
  personal: ['phone', 'flags.name'],
  older: [addedLater({ consents: {}, writtenTo: [] }), renamed('loose', 'unanswered')],
  schema: () =>
    recordOf('thread', {
      phone: phone(),
      ref: z.string(),
      contactId: ids.contact(),
      heads: z.array(
        stored({
          conversationId: ids.conversation(),
          numberId: ids.number(),
          closedAt: z.optional(z.number()),
        }),
      ),
      unanswered: z.array(stored({ messageId: ids.message(), numberId: ids.number(), at: z.number() })),
      flags: stored({
        smsEnabled: z.boolean(),
        doNotContact: z.boolean(),
        enrolled: z.boolean(),
        zone: z.optional(z.string()),
        name: z.optional(z.string()),
      }),
      consents: z.partialRecord(consentScope(), consent()),
      optInAsked: z.optional(stored({ scope: consentScope(), at: z.number() })),
      stopRequestedUntil: z.optional(z.number()),
      writtenTo: z.array(ids.number()),
      closedAnswered: z.optional(z.partialRecord(ids.number(), z.number())),
      campaignTexts: z.optional(z.array(stored({ messageId: ids.message(), at: z.number() }))),
      sending: z.optional(stored({ token: z.string(), ...part(), until: z.number() })),
      slot: z.optional(stored({ ...part(), at: z.number() })),
      counted: z.optional(stored({ ...part(), day: z.string() })),
      charged: z.optional(stored({ ...part(), included: z.number(), packs: z.number(), month: z.string() })),
    }),
})

export const consentScope = () => z.union([z.literal('workspace'), ids.number()])

export const consentSource = () => z.enum(['customer', 'agent', 'api', 'carrier'])

const consent = () =>
  stored({ state: z.enum(['opted_in', 'opted_out']), at: z.number(), source: consentSource() })

const part = () => ({ messageId: ids.message(), part: z.number() })

export const threadStore = (table: Table): App['threads'] => ({
  byPhone: (workspace, phone, reading) =>
    getRecord(table, [threadRecord], threadKeys({ workspace, phone }), reading),
})
