import type * as contract from '#contract/api/credits.ts'
import type { Shape } from '#contract/api/operation.ts'
import { addPack } from '#domain/credits/add-pack.ts'
import { type CreditEntry, creditsIn, type Statement, total } from '#domain/credits/credit-account.ts'
import { listCreditEntries, readCredits } from '#domain/credits/read-credits.ts'
import type { Routes } from '../edge/route.ts'
import { pageView, time } from './views.ts'

export const creditRoutes: Routes<typeof contract.creditOperations> = {
  getCredits: async ({ app, principal }) => creditsView(await readCredits(app, principal)),
  listCreditEntries: async ({ app, principal, query }) =>
    pageView(await listCreditEntries(app, principal, query), entryView),
  addCreditPack: async ({ app, principal }) => entryView(await addPack(app, principal)),
}

const creditsView = (statement: Statement): Shape<typeof contract.credits> => {
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

const entryView = (entry: CreditEntry): Shape<typeof contract.creditEntry> => ({
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
