import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { CasePage } from '#domain/cases/case-page.ts'
import { table as names } from '#wiring/table.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Key, Table } from './table.ts'

const pageKeys = ({ code }: Pick<CasePage, 'code'>): Key => ({
  pk: `${names.publicPartitions}${code}`,
  sk: 'page',
})

export const casePageRecord = declareRecord({
  kind: 'case_page',
  place: { pk: 'link#<code>', sk: 'page' },
  keys: pageKeys,
  personal: ['subject', 'entries.*.body'],
  keptFor: '30 days after its case is done',
  schema: () =>
    recordOf('case_page', {
      code: z.string(),
      caseId: ids.case(),
      company: z.string(),
      zone: z.optional(z.string()),
      number: z.string(),
      subject: z.string(),
      status: z.optional(z.string()),
      state: z.enum(['open', 'waiting', 'done']),
      textTo: z.optional(z.string()),
      entries: z.array(
        stored({
          at: z.number(),
          from: z.enum(['company', 'customer']),
          body: z.optional(z.string()),
          pictures: z.optional(
            z.array(stored({ key: z.string(), since: z.number(), width: z.number(), height: z.number() })),
          ),
          files: z.optional(z.number()),
        }),
      ),
      expiresAt: z.optional(z.number()),
      lock: z.optional(stored({ salt: z.string(), digits: z.string(), key: z.string() })),
    }),
})

/** A count of its own for each stretch of time, beside the page: where the open edge may write nothing else. */
const triesKey = (code: string, each: number, now: number): Key => ({
  pk: pageKeys({ code }).pk,
  sk: `tries#${each}#${Math.floor(now / each)}`,
})

export const casePageStore = (table: Table): App['casePages'] => ({
  get: (code) => getRecord(table, [casePageRecord], pageKeys({ code }), 'fresh'),
  countTry: async (code, { each, most }, now) => {
    const used = await table.adjust({
      key: triesKey(code, each, now),
      attribute: 'used',
      change: { add: 1 },
      where: { atMost: most - 1 },
      expiresAt: now + 2 * each,
    })
    return used !== undefined
  },
})
