import { type Principal, requireScope } from '../agents/principal.ts'
import { ruleKey } from '../hours/quiet-hours.ts'
import { ruleId } from '../rule-source.ts'
import { allRules, type Rule } from './rule.ts'

/** `place`: a country (`CA`) or a state (`US-FL`). */
export type RuleFilter = { place?: string }

/** Every rule; or those that count for texts to a place: of the quiet hours the narrowest, and the caps of it and its country. */
export const listRules = (principal: Principal, { place }: RuleFilter): Rule[] => {
  requireScope(principal, 'read')
  const rules = [...allRules().values()]
  if (place === undefined) return rules
  const quiet = ruleId('quiet_hours', ruleKey(place))
  const places = [place, place.slice(0, 2)]
  return rules.filter(({ id, concern, place: of }) =>
    concern === 'quiet_hours' ? id === quiet : of !== undefined && places.includes(of),
  )
}
