import type { CaseId, NumberId } from '../ids.ts'
import type { CaseReason } from '../messages/filing.ts'
import type { ThreadCase } from '../threads/thread.ts'
import { day, minute } from '../time.ts'
import { namedCases } from './named-cases.ts'
import { chosenCase, type OpenQuestion } from './question.ts'

/** What a customer's text is filed by. All times are epoch milliseconds. */
export type CaseFacts = {
  body: string
  at: number
  /** The number that it was written to. */
  numberId: NumberId
  /** The cases of its phone, as far as the thread remembers them. */
  cases: ThreadCase[]
  /** To which case the customer's text before it was filed. */
  lastFiled?: { id: CaseId; at: number; sure: boolean }
  /** When anything was last sent to the phone. */
  lastSentAt?: number
  question?: OpenQuestion
  /** It answers a text of ours that is of no case: such a reply is filed only where it says so itself. */
  answersOther?: boolean
}

export type FiledByRule = { id: CaseId; reason: CaseReason; sure: boolean }

/** How long texts that follow one another are about one thing, and how long a text of ours is what is answered. */
const burst = 10 * minute
const recently = day
/** Nobody answers faster, so below it two texts of ours are equally old. */
const youngest = minute

/**
 * Which case a customer's text is about: the first rule that applies. A case that is done gets only what names it. Gives
 * undefined where there is no case to choose from. `caseMargin`: how many times as old as the last case that was texted
 * the one before it must be, for the last to be what is answered.
 */
export const decideCase = (facts: CaseFacts, settings: { caseMargin: number }): FiledByRule | undefined => {
  const named = namedCases(facts.body, facts.cases)
  const [first] = named
  if (first && named.length === 1) return sure(first, 'names_case')
  const open = facts.cases.filter(({ done }) => !done)
  const chosen = chosenCase(facts, open)
  if (chosen) return sure(chosen, 'answers_question')
  if (facts.answersOther) return undefined
  if (first) return guess(named) ?? guess(open)
  const [only, ...others] = open
  if (only && others.length === 0) return sure(only, 'only_open_case')
  return (
    byNumber(open, facts) ??
    byBurst(open, facts) ??
    byLastText(open, facts, settings.caseMargin) ??
    guess(open)
  )
}

const sure = ({ id }: ThreadCase, reason: CaseReason): FiledByRule => ({ id, reason, sure: true })

/** The number tells them apart only where each of the cases has one. */
const byNumber = (open: ThreadCase[], { numberId }: CaseFacts): FiledByRule | undefined => {
  const [one, ...more] = open.filter((each) => each.numberId === numberId)
  const known = open.every((each) => each.numberId !== undefined)
  return one && more.length === 0 && known ? sure(one, 'number_of_case') : undefined
}

/** As sure as the text before it. */
const byBurst = (
  open: ThreadCase[],
  { at, lastFiled, lastSentAt = 0 }: CaseFacts,
): FiledByRule | undefined => {
  if (!lastFiled || !open.some(({ id }) => id === lastFiled.id)) return undefined
  const follows = Math.abs(at - lastFiled.at) <= burst && lastSentAt < lastFiled.at
  return follows ? { id: lastFiled.id, reason: 'same_burst', sure: lastFiled.sure } : undefined
}

const byLastText = (open: ThreadCase[], { at }: CaseFacts, margin: number): FiledByRule | undefined => {
  const [last, before] = byAge(open, at)
  if (!last || last.age >= recently) return undefined
  return before === undefined || before.age >= margin * last.age ? sure(last.each, 'last_text') : undefined
}

/** Those that were texted before a time, the last one first. */
const byAge = (open: ThreadCase[], at: number) =>
  open
    .flatMap((each) =>
      each.lastTextAt !== undefined && each.lastTextAt <= at
        ? [{ each, age: Math.max(at - each.lastTextAt, youngest) }]
        : [],
    )
    .toSorted((a, b) => a.age - b.age)

/** The one texted last, or the newest: most guesses are right, and each is marked. */
const guess = (cases: ThreadCase[]): FiledByRule | undefined => {
  const [likeliest] = cases
    .filter(({ done }) => !done)
    .toSorted((a, b) => (b.lastTextAt ?? 0) - (a.lastTextAt ?? 0))
  return likeliest && { id: likeliest.id, reason: 'guess', sure: false }
}
