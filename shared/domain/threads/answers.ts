import type { NumberTexts } from '../numbers/number.ts'
import { day, minute } from '../time.ts'

/** An automatic answer, by the text of the number that it is. */
export type AnswerKind = keyof NumberTexts

/** `at`: epoch milliseconds. */
export type CountedAnswer = { kind: AnswerKind; at: number }

/** Of a thread. */
type Counted = { answers?: CountedAnswer[] }

/** What two machines may say to each other in a day before their talk ends. */
const most = { ofOneKind: 3, ofAll: 10 }

/** Whether the phone may get another automatic answer of a kind. `now`: epoch milliseconds. */
export const mayAnswer = (thread: Counted, kind: AnswerKind, now: number): boolean => {
  const recent = recentAnswers(thread, now)
  return recent.length < most.ofAll && recent.filter((answer) => answer.kind === kind).length < most.ofOneKind
}

export const withAnswerCounted = <T extends Counted>(thread: T, kind: AnswerKind, now: number): T => ({
  ...thread,
  answers: [...recentAnswers(thread, now), { kind, at: now }].slice(-most.ofAll),
})

/** Those of the last day. One that is still to come was counted by a clock that was set back since. */
const recentAnswers = ({ answers = [] }: Counted, now: number) =>
  answers.filter(({ at }) => at > now - day && at <= now + minute)
