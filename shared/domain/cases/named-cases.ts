import type { ThreadCase } from '../threads/thread.ts'

/** What has numbers, too, and is no case. */
const otherThings =
  '(?<!\\b(?:room|apt|apartment|suite|unit|floor|gate|flight|invoice|order|check|lot|box)\\.?\\s?)'

const token = '([a-z0-9][a-z0-9_-]*)'

/** Where a number is meant as that of a case, whatever stands around it. */
const references = [
  new RegExp(`${otherThings}#\\s?${token}`, 'g'),
  new RegExp(`\\b(?:case|ticket|task|caso|dossier)\\s+(?:(?:no|nr|num|number|nº)\\.?\\s*)?${token}`, 'g'),
]

/** A text that begins with a number and a colon, or is nothing else: numbers of three digits or more. */
const bare = [new RegExp(`^\\s*${token}\\s*:(?!\\d)`), new RegExp(`^\\s*${token}\\s*[.!?]?\\s*$`)]

/**
 * The cases that a text names by their numbers: "#1042", "case 1042", "1042: …" or only "1042". A number in a sentence,
 * such as an amount, a room or a part of a phone number, names none.
 */
export const namedCases = (body: string, cases: ThreadCase[]): ThreadCase[] => {
  const text = body.normalize('NFKC').toLowerCase()
  const meant = references.flatMap((reference) => [...text.matchAll(reference)].map(([, number]) => number))
  const alone = bare.flatMap((form) => form.exec(text)?.[1] ?? []).filter((number) => /\d{3}/.test(number))
  const numbers = new Set([...meant, ...alone].map((number) => number?.replace(/[_-]+$/, '')))
  return cases.filter(({ number }) => numbers.has(number.toLowerCase()))
}
