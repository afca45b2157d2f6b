const invisible = /[\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0\u2800]|(?![\t\n\r\v\f])\p{Cc}/gu

/** Accents go, for people leave them out; so do marks that strike a word through. A letter drawn out is one letter: "stoooop". */
const marks = /\p{M}/gu

/**
 * A text in small, plain letters: without accents, invisible characters and widths, and with one kind of apostrophe. Linear
 * in its length, as everything that reads what customers write.
 */
export const plainLetters = (body: string): string =>
  withCapitals(body)
    .normalize('NFD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/(\p{L})\1{2,}/gu, '$1')

/** The same with its capitals and accents, where names count. Blanks in a row are one, so that nothing has to try each of them. */
export const withCapitals = (body: string): string =>
  body
    .replace(/[’‘`´ʼ]/g, "'")
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')

/** The words of a plain text. Single letters with anything between them are one word: "s.t.o.p", "S T O P". */
export const wordsOf = (text: string, apostrophe: '' | ' '): string[] =>
  spelledOut(text.replaceAll("'", apostrophe).match(/[\p{L}\p{N}]+/gu) ?? [])

const spelledOut = (words: string[]): string[] => {
  const joined: string[] = []
  let letters: string[] = []
  const flush = () => {
    joined.push(...(letters.length > 2 ? [letters.join('')] : letters))
    letters = []
  }
  for (const word of words) {
    if (word.length === 1) {
      letters.push(word)
      continue
    }
    flush()
    joined.push(word)
  }
  flush()
  return joined
}

/** The words of a plain text in one line, with ` . ` between sentences and ` , ` between their clauses. */
export const clausesOf = (text: string, apostrophe: '' | ' '): string =>
  text
    .replaceAll("'", apostrophe)
    .replaceAll('#', ' number ')
    .replaceAll('&', ' and ')
    .replace(/[.!?;:\n\r()"“”«»]+/g, ' . ')
    .replace(/,+|(?<=\s)[-–—]+(?=\s)|—/g, ' , ')
    .replace(/[^\p{L}\p{N}.,]+/gu, ' ')
    .trim()
