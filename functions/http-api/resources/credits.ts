import type * as contract from '#contract/api/credits.ts'
import type { Shape } from '#contract/api/operation.ts'
import { addPack } from '#domain/credits/add-pack.ts'
import { type CreditEntry, creditsIn, type Statement, total } from '#domain/credits/credit-account.ts'
import { listCreditEntries, readCredits } from '#domain/credits/read-credits.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'

export const creditRoutes: Routes<typeof contract.creditOperations> = {
  getCredits: async ({ app, principal }) => presentCredits(await readCredits(app, principal)),
  listCreditEntries: async ({ app, principal, query }) =>
    presentPage(await listCreditEntries(app, principal, query), presentEntry),
  addCreditPack: async ({ app, principal }) => presentEntry(await addPack(app, principal)),
}

const presentCredits = (statement: Statement): Shape<typeof contract.credits> => {
  const { plan, account } = statement
  const there = creditsIn(statement)
  return {
    enabled: plan.enabled,
    left: total(there),
    included_left: there.included,
    packs_left: there.packs,
    month: account.month,
    included_per_month: plan.includedPerMonth,
    pack_size: plan.packSize,
  }
}

const presentEntry = (entry: CreditEntry): Shape<typeof contract.creditEntry> => ({
  id: entry.id,
  type: entry.type,
  change: entry.change,
  left: entry.left,
  warning: entry.warning,
  segments: entry.segments,
  message_id: entry.messageId,
  part: entry.part,
  by: entry.by,
  by_name: entry.byName,
  at: time(entry.at),
})
