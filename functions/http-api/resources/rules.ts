import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/rules.ts'
import { listRules } from '#domain/rules/list-rules.ts'
import type { Rule } from '#domain/rules/rule.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage } from './present.ts'

type Operations = typeof contract.ruleOperations
type View = Shape<Operations['listRules']['response']>['data'][number]

export const ruleRoutes: Routes<Operations> = {
  listRules: async ({ principal, query }) =>
    presentPage({ records: listRules(principal, query) }, presentRule),
}

const presentRule = ({ id, concern, place, words, window, limit, ...source }: Rule): View => ({
  id,
  concern,
  place,
  words,
  window: window && { weekly: window.weekly as Weekly, closed_on: window.closedOn },
  limit,
  applies_to: source.appliesTo,
  citation: source.citation,
  read_on: source.readOn,
  certainty: source.certainty,
})

type Weekly = NonNullable<View['window']>['weekly']
