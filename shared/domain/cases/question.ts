import type { CaseQuestion, ThreadCase } from '../threads/thread.ts'
import { day } from '../time.ts'

/** What is known of a question to the customer, and for how long it may be answered, and is not asked again. */
export type OpenQuestion = Pick<CaseQuestion, 'at' | 'caseIds' | 'answered'>

export const answeredWithin = day

const numerals = [
  ['1', 'one', 'uno', 'un'],
  ['2', 'two', 'dos', 'deux'],
  ['3', 'three', 'tres', 'trois'],
  ['4', 'four', 'cuatro', 'quatre'],
  ['5', 'five', 'cinco', 'cinq'],
]

/** Words that an answer may have beside those of a subject. */
const fillers = new Set(
  'the a an my it its s is that this about please for el la mi es le mon ma c est'.split(' '),
)

/** The case that answers the open question: its number in the list, or words of its subject alone. */
export const chosenCase = (
  { body, at, question }: { body: string; at: number; question?: OpenQuestion },
  open: ThreadCase[],
): ThreadCase | undefined => {
  if (!question || question.answered || at < question.at || at - question.at >= answeredWithin)
    return undefined
  const asked = question.caseIds.map((id) => open.find((each) => each.id === id))
  const words = wordsOf(body)
  const choice = numerals.findIndex((numeral) => words.length === 1 && numeral.includes(words[0] ?? ''))
  if (choice >= 0) return asked[choice]
  const meant = words.filter((word) => !fillers.has(word))
  const [one, ...more] = asked.filter((each) => each && meant.length > 0 && hasAll(each, meant))
  return more.length === 0 ? one : undefined
}

const hasAll = ({ subject }: ThreadCase, words: string[]): boolean => {
  const own = wordsOf(subject)
  return words.every((word) => own.includes(word))
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
