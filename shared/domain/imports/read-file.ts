import type { App } from '../app.ts'
import type { Job, JobFailure } from '../jobs/job.ts'
import { type CsvRow, delimiterOf, takeRows } from './csv-rows.ts'
import { bytesOf, decode, detectEncoding, type ReadBytes } from './encoding.ts'
import { fileKeyOf, type Import, type Layout, mostRows, rowsOfPage } from './import.ts'
import { isPhone, proposeMapping } from './propose-mapping.ts'

type Needs = Pick<App, 'importFiles'>
type Read = Required<Pick<Import, 'layout' | 'columns'>>

/** A row with its number, by which people find it in their file: the first row has number 1, empty ones are not counted. */
export type FileRow = CsvRow & { number: number }

/** A whole row of a file must be in it. */
const windowBytes = 1 << 18

/** A list of JSON is read whole. */
const mostJsonBytes = 10_000_000

const readerOf =
  (app: Needs, file: Import): ReadBytes =>
  (offset, bytes) =>
    app.importFiles.read(fileKeyOf(file), offset, bytes)

type Found = Read & Required<Pick<Import, 'examples' | 'mapping'>>

/**
 * How the file is read, its columns, and what they hold, unless somebody said that before. A first row without any phone has
 * the names of the columns.
 */
export const examineFile = async (app: Needs, file: Import, country: string): Promise<Found | JobFailure> => {
  const read = readerOf(app, file)
  if ((await read(0, 1)).length === 0) return 'file_missing'
  const found = (await isJson(read)) ? await examineJson(app, file) : await examineCsv(read, country)
  if (typeof found === 'string') return found
  const { rows } = await readPage(
    app,
    { ...file, ...found },
    { offset: beginOf(found.layout), row: 0, page: 0 },
  )
  if (rows.length === 0) return 'no_rows'
  const cells = rows.slice(0, 50).map((row) => row.cells)
  const mapping = file.mapping ?? proposeMapping(file.what, found.columns, cells, country)
  return { ...found, mapping, examples: found.columns.map((_, i) => firstValues(cells, i)) }
}

const firstValues = (rows: string[][], column: number): string[] =>
  rows
    .map((cells) => (cells[column] ?? '').slice(0, 60))
    .filter((value) => value !== '')
    .slice(0, 3)

/** Whether the file has the column that is said to have the phones. */
export const hasPhones = ({ columns = [], mapping }: Import): boolean =>
  mapping?.phone !== undefined && columns.includes(mapping.phone)

const isJson = async (read: ReadBytes): Promise<boolean> =>
  /^\uFEFF?\s*[[{]/.test(decode(await read(0, 64), 'utf-8', false))

const examineCsv = async (read: ReadBytes, country: string): Promise<Read | JobFailure> => {
  const { encoding, begin } = await detectEncoding(read)
  const bytes = await read(begin, windowBytes)
  const text = decode(bytes, encoding, bytes.length < windowBytes)
  const newline = text.includes('\r') && !text.includes('\n') ? '\r' : '\n'
  const form = { delimiter: delimiterOf(text), newline } as const
  const { rows, consumed } = takeRows(text, form, bytes.length < windowBytes, 1)
  const [first] = rows
  if (!first) return 'no_rows'
  const layout = { format: 'csv', encoding, ...form } as const
  return first.cells.some((cell) => isPhone(cell, country))
    ? { layout: { ...layout, begin }, columns: first.cells.map((_, i) => `Column ${i + 1}`) }
    : {
        layout: { ...layout, begin: begin + bytesOf(text.slice(0, consumed), encoding) },
        columns: distinct(first.cells),
      }
}

/** Two columns of one name are told apart by a number. */
const distinct = (names: string[]): string[] => {
  const seen = new Map<string, number>()
  return names.map((name, i) => {
    const shown = name || `Column ${i + 1}`
    const count = (seen.get(shown) ?? 0) + 1
    seen.set(shown, count)
    return count > 1 ? `${shown} (${count})` : shown
  })
}

export const beginOf = (layout: Layout): number => (layout.format === 'csv' ? layout.begin : 0)

type PageOfRows = { rows: FileRow[]; next: Job['cursor']; isEnd: boolean }

/** The rows from a position on, at most a page of them, and where the next page begins. */
export const readPage = async (app: Needs, file: Import, cursor: Job['cursor']): Promise<PageOfRows> => {
  const { rows, offset, isEnd } =
    file.layout?.format === 'csv'
      ? await readCsv(readerOf(app, file), file.layout, cursor.offset)
      : await readJson(app, file, cursor.offset)
  const begin = cursor.row + 1
  return {
    rows: rows.map((row, i) => ({ ...row, number: begin + i })),
    next: { offset, row: cursor.row + rows.length, page: cursor.page + 1 },
    isEnd,
  }
}

const readCsv = async (read: ReadBytes, layout: Extract<Layout, { format: 'csv' }>, offset: number) => {
  const bytes = await read(offset, windowBytes)
  const isLast = bytes.length < windowBytes
  const text = decode(bytes, layout.encoding, isLast)
  const { rows, consumed } = takeRows(text, layout, isLast, rowsOfPage)
  const next = offset + bytesOf(text.slice(0, consumed), layout.encoding)
  return { rows, offset: next, isEnd: isLast && consumed === text.length }
}

/** What the CLI and the console of AWS give: a list, or an object that has one. */
const examineJson = async (app: Needs, file: Import): Promise<Read | JobFailure> => {
  const list = await listIn(app, file)
  if (!list) return 'not_readable'
  const columns = [...new Set(list.slice(0, 100).flatMap(Object.keys))]
  return { layout: { format: 'json' }, columns }
}

const readJson = async (app: Needs, file: Import, offset: number) => {
  const list = (await listIn(app, file)) ?? []
  const page = list.slice(offset, offset + rowsOfPage)
  const rows = page.map((entry) => ({
    cells: (file.columns ?? []).map((name) => (Object.hasOwn(entry, name) ? cellOf(entry[name]) : '')),
  }))
  return { rows, offset: offset + page.length, isEnd: offset + page.length >= list.length }
}

const cellOf = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : ''

type Entry = Record<string, unknown>

const listIn = async (app: Needs, file: Import): Promise<Entry[] | undefined> => {
  if (file.bytes > mostJsonBytes) return undefined
  const read = readerOf(app, file)
  const { encoding, begin } = await detectEncoding(read)
  try {
    const whole: unknown = JSON.parse(decode(await read(begin, mostJsonBytes), encoding, true))
    const lists = Array.isArray(whole) ? [whole] : Object.values(whole as Entry).filter(Array.isArray)
    return lists[0]?.filter((entry) => typeof entry === 'object' && entry !== null)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export const hasTooMany = ({ row }: Job['cursor']): boolean => row > mostRows
