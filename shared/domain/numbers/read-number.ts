import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { NumberId } from '../ids.ts'
import { type AutomaticText, defaultTexts } from './automatic-texts.ts'
import { defaultCaseQuestion } from './case-question.ts'
import { type DailyCap, dailyCapOf } from './daily-cap.ts'
import { loadNumber } from './load-number.ts'
import type { BusinessNumber } from './number.ts'

/** `used`: segments so far under the cap that counts for the number, if one does. */
export type NumberToday = {
  number: BusinessNumber
  defaultTexts: Record<AutomaticText | 'caseQuestion', string>
  cap?: DailyCap
  used?: number
}

/** One number, the texts that it sends where it has none of its own, and what is used today of its daily cap. Throws `not_found`. */
export const readNumber = async (
  app: Pick<App, 'clock' | 'dailyUse' | 'numbers' | 'settings'>,
  principal: Principal,
  id: NumberId,
): Promise<NumberToday> => {
  requireScope(principal, 'read', 'send')
  const { workspace } = principal
  const [number, settings] = await Promise.all([loadNumber(app, workspace, id), app.settings.get(workspace)])
  const cap = dailyCapOf(number, settings, app.clock.now())
  const texts = { ...defaultTexts(settings), caseQuestion: defaultCaseQuestion(settings.languages) }
  const facts = { number, defaultTexts: texts }
  return cap ? { ...facts, cap, used: await app.dailyUse.used(cap) } : facts
}
