import Papa from 'papaparse'

/** A row of a file. `fault`: it is the line by itself, since its quotes do not close or it has no end. */
export type CsvRow = { cells: string[]; fault?: 'unclosed_quote' | 'row_too_long' }

/** `consumed`: characters up to where the next row begins. */
export type TakenRows = { rows: CsvRow[]; consumed: number }

type Form = { delimiter: string; newline: '\n' | '\r' }

/**
 * The first rows of a text, at most so many. A text that is not the end of its file may end within a row, which is then left.
 * Of a row whose quotes do not close only the first line is given up, so that one stray quote does not swallow the rows behind it.
 */
export const takeRows = (text: string, form: Form, isEnd: boolean, most: number): TakenRows => {
  const rows: CsvRow[] = []
  let consumed = 0
  while (rows.length < most && consumed < text.length) {
    const taken = takeSound(text.slice(consumed), form, isEnd, most - rows.length)
    rows.push(...taken.rows)
    consumed += taken.consumed
    if (taken.stopped === 'incomplete' && rows.length === 0) {
      const line = lineFrom(text, consumed, form)
      rows.push({ cells: [line], fault: line.length < text.length ? 'unclosed_quote' : 'row_too_long' })
      consumed += line.length
    } else if (taken.stopped === 'broken') {
      const line = lineFrom(text, consumed, form)
      rows.push({ cells: [line.trimEnd()], fault: 'unclosed_quote' })
      consumed += line.length
    } else if (taken.stopped !== 'enough') break
  }
  return { rows, consumed }
}

const lineFrom = (text: string, begin: number, { newline }: Form): string => {
  const end = text.indexOf(newline, begin)
  return text.slice(begin, end < 0 ? text.length : end + 1)
}

type Stop = 'enough' | 'incomplete' | 'broken' | 'end'

/** Rows up to one that cannot be read, or is not there whole. */
const takeSound = (text: string, form: Form, isEnd: boolean, most: number): TakenRows & { stopped: Stop } => {
  const rows: CsvRow[] = []
  let consumed = 0
  let stopped: Stop = 'end'
  const parser = new Papa.Parser({
    ...form,
    step: ({ data, errors, meta }: Papa.ParseStepResult<string[][]>) => {
      const isLast = meta.cursor >= text.length && !text.endsWith(form.newline)
      const isBroken = errors.some(({ type }) => type === 'Quotes')
      if (isBroken || (isLast && !isEnd)) {
        stopped = meta.cursor >= text.length && !isEnd ? 'incomplete' : 'broken'
        return parser.abort()
      }
      consumed = meta.cursor
      const cells = (data[0] ?? []).map((cell) => asWritten(cell.trim()))
      if (cells.some((cell) => cell !== '')) rows.push({ cells })
      if (rows.length < most) return
      stopped = 'enough'
      parser.abort()
    },
  } as Papa.ParseConfig) as unknown as { parse(text: string, at: number, open: boolean): void; abort(): void }
  parser.parse(text, 0, false)
  return { rows, consumed, stopped }
}

/** Files of ours have an apostrophe in front of what a spreadsheet would take for a formula. */
const asWritten = (cell: string): string => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell)

const knownDelimiters = [',', ';', '\t', '|']

/** The delimiter that cuts the first rows into equal numbers of cells; a comma where none does. */
export const delimiterOf = (text: string): string => {
  const guess = { preview: 10, skipEmptyLines: true, delimitersToGuess: knownDelimiters } as const
  const { meta } = Papa.parse<string[]>(text, guess)
  return knownDelimiters.includes(meta.delimiter) ? meta.delimiter : ','
}

/** Rows as a file that spreadsheets open: no cell of it is a formula. */
export const toCsv = (rows: (string | number)[][]): string =>
  rows.length === 0 ? '' : `${Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' })}\r\n`
