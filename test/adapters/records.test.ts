import { readFileSync } from 'node:fs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type * as z from 'zod/mini'
import type { SameForm } from '#adapters/dynamo/form.ts'
import { type Kind, parseRecord } from '#adapters/dynamo/record.ts'
import { declarationOf, records } from '#adapters/dynamo/records.ts'
import type { Item, Keys } from '#adapters/dynamo/table.ts'
import { UnfitRecordError } from '#adapters/dynamo/unfit-record.ts'
import { encodeNumber, orderOf, threadRefOf } from '#domain/ids.ts'
import { dataModel, withRecords } from '../../bench/records.ts'
import { sampledKinds, samplesOf } from '../support/record-samples.ts'

const kinds = Object.keys(records) as Kind[]
const forms = kinds.flatMap((kind) =>
  Object.entries(samplesOf(kind)).map(([name, form]) => ({ kind, name, form })),
)
const todays = forms.filter(({ name }) => name.startsWith('of today'))

const itemOf = (kind: Kind, form: Item): Item => ({ ...declarationOf(kind).keys(form as never), ...form })
const read = (kind: Kind, form: Item) => parseRecord([declarationOf(kind)], itemOf(kind, form))
const readSample = (kind: Kind, name: string) => read(kind, samplesOf(kind)[name] ?? {})

type Field = { path: string[]; name: string; value: unknown }

/** Every field, also of lists and objects in it; `path` has the place in a list, `name` a `*` for it. */
const fieldsIn = (value: unknown, path: string[] = []): Field[] => {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return []
  return Object.entries(value).flatMap(([step, inner]) => {
    const here = [...path, step]
    return [{ path: here, name: nameOf(here), value: inner }, ...fieldsIn(inner, here)]
  })
}

const nameOf = (path: string[]) => path.map((step) => (/^\d+$/.test(step) ? '*' : step)).join('.')

const fieldsOfSchema = (schema: z.core.$ZodType, path: string[] = []): string[] => {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.type === 'optional') return fieldsOfSchema(def.innerType, path)
  if (def.type === 'array') return fieldsOfSchema(def.element, [...path, '*'])
  if (def.type === 'union') return def.options.flatMap((option) => fieldsOfSchema(option, path))
  if (def.type !== 'object') return []
  return Object.entries(def.shape).flatMap(([name, field]) => [
    [...path, name].join('.'),
    ...fieldsOfSchema(field, [...path, name]),
  ])
}

test('docs/data-model.md has every kind as it is declared (else run: npm run docs:records)', () => {
  const document = readFileSync(dataModel, 'utf8')
  expect(document).toBe(withRecords(document))
})

test('a schema and a type that differ in any field, however deep, do not compile', () => {
  type Differing<K> = { 'schema and domain type differ in': K }
  type Type = { id: string; of: { name?: string }[] | 'none' }
  expectTypeOf<SameForm<Type, Type>>().toEqualTypeOf<unknown>()
  expectTypeOf<SameForm<Type & { more?: string }, Type>>().toEqualTypeOf<Differing<'more'>>()
  expectTypeOf<SameForm<Type, Type & { more?: string }>>().toEqualTypeOf<Differing<'more'>>()
  expectTypeOf<SameForm<Omit<Type, 'id'> & { id?: string }, Type>>().toEqualTypeOf<Differing<'id'>>()
  type Deeper = { id: string; of: { name?: string; more?: string }[] | 'none' }
  expectTypeOf<SameForm<Type, Deeper>>().toEqualTypeOf<Differing<'of'>>()
  expectTypeOf<SameForm<Deeper, Type>>().toEqualTypeOf<Differing<'of'>>()
})

test('every kind has samples, and every sample a kind', () => {
  expect(sampledKinds().toSorted()).toEqual(kinds.toSorted())
})

test.each(todays)('$kind $name reads as it is', ({ kind, form }) => {
  expect(read(kind, form)).toEqual(form)
})

test.each(kinds)('the samples of %s have every field that its schema has', (kind) => {
  const found = Object.values(samplesOf(kind)).flatMap((form) => fieldsIn(form).map(({ name }) => name))
  expect(found).toEqual(expect.arrayContaining(fieldsOfSchema(declarationOf(kind).schema())))
})

test.each(forms)('$kind $name reads as a form of today', ({ kind, form }) => {
  const record = read(kind, form)
  expect(read(kind, { ...record })).toEqual(record)
})

describe('earlier forms', () => {
  test('a thread whose unanswered outbound was called loose, and one from before consent', () => {
    const { unanswered, ...renamed } = readSample(
      'thread',
      'while unanswered outbound was called loose',
    ) as never as Item
    expect(unanswered).toMatchObject([{ numberId: expect.stringContaining('num_') }])
    expect(renamed).not.toHaveProperty('loose')
    expect(readSample('thread', 'before consent')).toEqual(readSample('thread', 'of today, at its least'))
  })

  test('a conversation that kept when each agent had looked, and one merged without times', () => {
    const seen = readSample('conversation', 'while it was kept when each agent had looked')
    expect(seen).not.toHaveProperty('seenBy')
    expect(seen).not.toHaveProperty('unreadFrom')
    const merged = readSample('conversation', 'merged, before it was kept when the two had been closed')
    expect(merged).toMatchObject({ merged: { intoClosedAt: 1795860000000 } })
    expect(merged).not.toHaveProperty('merged.closedAt')
    expect(merged).not.toHaveProperty('merged.wasOpen')
  })

  test('settings and numbers from before something could be set have what is set without them', () => {
    expect(readSample('settings', 'before consent')).toMatchObject({
      companyName: 'Acme',
      doubleOptIn: false,
      languages: ['en', 'es', 'fr'],
      credits: { enabled: false },
    })
    const number = readSample('number', 'before hours, and before carriers handled opt-outs')
    expect(number).toEqual(readSample('number', 'of today, at its least'))
  })

  test('a text of whose files only the number was kept shows that they are not there', () => {
    const text = readSample('message', 'inbound, while files were only counted')
    const missing = { status: 'failed', reason: 'not_available' }
    expect(text).toMatchObject({ media: [missing, missing] })
    expect(text).not.toHaveProperty('mediaCount')
  })

  test('a text in from before its threading was kept, and a key whose lock had an owner', () => {
    const text = readSample('message', 'inbound, before its threading was kept')
    expect(text).toMatchObject({ threading: { reason: 'not_recorded' } })
    const request = readSample('keyed_request', 'while locks had an owner')
    expect(request).toEqual(readSample('keyed_request', 'of today, served in steps'))
  })
})

test.each(forms)('what a newer version wrote in $kind $name is kept', ({ kind, form }) => {
  expect(read(kind, { ...form, later: { words: 'new' } })).toMatchObject({ later: { words: 'new' } })
})

test('what a newer version wrote deeper inside is kept too', () => {
  const { flags, ...thread } = samplesOf('thread')['of today'] ?? {}
  expect(read('thread', { ...thread, flags: { ...(flags as Item), later: 1 } })).toHaveProperty(
    'flags.later',
    1,
  )
})

describe('the declaration', () => {
  const derived: Record<string, (form: Item) => string> = {
    ref: ({ id }) => threadRefOf(id as never),
    order: ({ id }) => orderOf(id as never),
    minute: ({ minute }) => encodeNumber(Number(minute), 10),
    saved: ({ saved }) => encodeNumber(Number(saved), 6),
  }
  const filled = (place: string, form: Item) =>
    place.replace(/<(\w+)>/g, (_, name) => derived[name]?.(form) ?? String(form[name]))

  // Found by its contact, which is the last part of its key: what the declaration says is how it is kept today.
  const elsewhere = 'while several contacts could have it'
  test.each(forms.filter(({ name }) => name !== elsewhere))(
    'says how the keys of $kind $name look',
    ({ kind, form }) => {
      const { place, keys } = declarationOf(kind)
      const { pk, sk } = keys(form as never)
      expect([pk, sk]).toEqual([filled(place.pk, form), filled(place.sk, form)])
    },
  )

  const isIndexed = ({ gsi1pk, gsi2pk }: Keys) => gsi1pk !== undefined || gsi2pk !== undefined

  test.each(kinds)('says of %s whether it is in an index', (kind) => {
    const { place, keys } = declarationOf(kind)
    const indexed = Object.values(samplesOf(kind)).some((form) => isIndexed(keys(form as never)))
    expect(indexed).toBe(place.index !== undefined)
  })

  test.each(kinds)('says of %s whether it is forgotten', (kind) => {
    const expires = Object.values(samplesOf(kind)).some((form) => 'expiresAt' in form)
    expect(expires).toBe(declarationOf(kind).keptFor !== undefined)
  })

  const isOfPeople = (value: unknown) =>
    typeof value === 'string' && /\bada|Yes, it is|\+12065550123/i.test(value)

  test.each(kinds)('names the fields of %s that hold words, names and addresses of people', (kind) => {
    const personal: string[] = declarationOf(kind).personal
    const found = Object.values(samplesOf(kind)).flatMap((form) => fieldsIn(form))
    const unmarked = found
      .filter(({ value }) => isOfPeople(value))
      .filter(({ path }) => !path.some((_, i) => personal.includes(nameOf(path.slice(0, i + 1)))))
    expect(unmarked).toEqual([])
    expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(personal))
  })
})

describe('an item that does not fit', () => {
  /** The form with something else in one of its fields. */
  const spoilt = (form: Item, path: string[]): Item => {
    const copy = structuredClone(form)
    const place = path.slice(0, -1).reduce((outer, step) => outer[step] as Item, copy)
    const last = path.at(-1) ?? ''
    place[last] = typeof place[last] === 'object' ? 'Ada +12065550123' : { Ada: '+12065550123' }
    return copy
  }
  const refusal = (kind: Kind, item: Item): UnfitRecordError => {
    try {
      return parseRecord([declarationOf(kind)], item) as never
    } catch (error) {
      return error as UnfitRecordError
    }
  }

  test.each(todays)('$kind $name is an error with its field, and without a word of it', ({ kind, form }) => {
    const keys = declarationOf(kind).keys(form as never)
    for (const { path, name } of fieldsIn(form)) {
      const error = refusal(kind, { ...spoilt(form, path), ...keys })
      expect(error, name).toBeInstanceOf(UnfitRecordError)
      const [shown = ''] = error.paths
      expect(name.startsWith(nameOf(shown.split('.'))), `${name} is shown as ${shown}`).toBe(true)
      const told = JSON.stringify([error.message, error.key, error.paths, { ...error }])
      expect(told).not.toMatch(/\bada\b|\+\d/i)
      expect(error.message).toContain(`A stored ${kind} does not fit: ${shown}`)
    }
  })

  test('is named by its key, phones masked', () => {
    const form = { ...samplesOf('thread')['of today'], heads: [{ conversationId: 'nonsense' }] }
    const error = refusal('thread', itemOf('thread', form))
    expect(error.key).toEqual({ pk: 'wks_acme#phone#…23', sk: 'thread' })
    expect(error.paths).toEqual(['heads.0.conversationId', 'heads.0.numberId'])
  })

  test('is named by the ids in its key, where the key is of another kind', () => {
    const item = { ...samplesOf('note')['of today'], pk: 'wks_acme#agent#agt_ana', sk: 'Ada' }
    const read = () => parseRecord([declarationOf('conversation')], item)
    expect(read).toThrow('A stored conversation does not fit: kind (wks_acme#…#agt_ana, …)')
  })
})
