import type { Rules } from '../gate/ask-gate.ts'
import { partSettings } from '../numbers/part-settings.ts'
import { type PartPlan, planParts } from '../text/plan-parts.ts'
import { countSegments } from '../text/segments.ts'
import type { OutgoingPicture } from '../uploads/upload.ts'

const whole = { gsm7: Number.POSITIVE_INFINITY, ucs2: Number.POSITIVE_INFINITY }

/** Pictures without words go out all the same. */
const wordless = { body: '', ...countSegments('') }

/**
 * The parts of a text. With pictures it is one, whatever its length, and counts as many segments as the workspace has decided:
 * carriers bill a picture by the message.
 */
export const planText = (
  { number, settings }: Pick<Rules, 'number' | 'settings'>,
  body: string,
  pictures: readonly OutgoingPicture[] = [],
): PartPlan => {
  if (pictures.length === 0) return planParts(body, partSettings(number))
  const plan = planParts(body, { longMessages: 'concatenated', limits: whole })
  const segments = settings.mmsCredits
  const parts = plan.parts.length > 0 ? plan.parts : [wordless]
  return { ...plan, segments, parts: parts.map((part) => ({ ...part, segments })) }
}
