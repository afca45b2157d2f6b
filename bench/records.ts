// Writes the table of all kinds of records, as they are declared, into docs/data-model.md: `npm run docs:records`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { records } from '#adapters/dynamo/records.ts'
import type { Item } from '#adapters/dynamo/table.ts'
import { samplesOf } from '../test/support/record-samples.ts'
import { markdownTable, withSection } from './table.ts'

export const dataModel = join(import.meta.dirname, '../docs/data-model.md')

/** The document with the table of today. */
export const withRecords = (document: string): string => withSection(document, 'records', recordsTable())

const recordsTable = (): string =>
  markdownTable(
    Object.values(records).map(({ kind, place, personal, keys, keptFor }) => ({
      kind: code(kind),
      'partition key': code(place.pk),
      'sort key': code(place.sk),
      index: short(place.index ?? ''),
      'personal fields': personal.map(code).join(', '),
      bytes: sizes(todays(kind).map((form) => sizeOf({ ...keys(form as never), ...form }))),
      'kept for': keptFor ?? '',
    })),
  )

const code = (text: string) => `\`${short(text)}\``
const short = (text: string) => text.replaceAll('<workspace>', '<ws>')

const todays = (kind: keyof typeof records): Item[] =>
  Object.entries(samplesOf(kind)).flatMap(([name, form]) => (name.startsWith('of today') ? [form] : []))

const sizes = (all: number[]): string => [...new Set([Math.min(...all), Math.max(...all)])].join('–')

/** What DynamoDB counts: names and values, 3 for a list or an object and 1 for each thing in it. */
const sizeOf = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1
  if (value instanceof Uint8Array) return value.length
  if (typeof value !== 'object' || value === null) return 1
  const inner = Object.entries(value).map(
    ([name, one]) => (Array.isArray(value) ? 0 : name.length) + sizeOf(one),
  )
  return inner.reduce((sum, size) => sum + size + 1, 3)
}

if (import.meta.main) writeFileSync(dataModel, withRecords(readFileSync(dataModel, 'utf8')))
