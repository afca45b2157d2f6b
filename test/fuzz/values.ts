import { openApiDocument } from '#contract/document/document.ts'
import { hostileString, hostileValue, secretWord } from './hostile.ts'
import type { Random } from './random.ts'
import { ourNumbers, phones, prefixes, type World } from './world.ts'

/** A piece of the OpenAPI document. */
export type Schema = ReturnType<typeof JSON.parse>

export const document: Schema = openApiDocument()

export const resolve = (node: Schema): Schema =>
  node?.$ref
    ? resolve(
        node.$ref
          .slice(2)
          .split('/')
          .reduce((at: Schema, step: string) => at[step], document),
      )
    : node

/** How often, of a hundred times, a value is not what its schema asks for. */
type Wildness = number

/** A value that fits its schema, but for wild ones: made of what the document says, and of what is known of the world. */
export const madeOf = (world: World, schema: Schema, name: string, wild: Wildness): unknown => {
  const { random } = world
  if (random.percent(wild)) return hostileValue(random)
  const node = resolve(schema)
  if ('const' in node) return node.const
  if (node.enum) return random.pick(node.enum)
  // An object may have alternatives besides, such as which of two fields is there.
  const choices = node.properties ? undefined : (node.anyOf ?? node.oneOf)
  if (choices) return madeOf(world, random.pick(choices), name, wild)
  switch (node.type) {
    case 'object':
      return objectOf(world, node, wild)
    case 'array':
      return listOf(world, node, name, wild)
    case 'boolean':
      return random.percent(50)
    case 'integer':
    case 'number':
      return numberOf(random, node)
    case 'null':
      return null
    case 'string':
      return stringOf(world, node, name)
    default:
      return hostileValue(random)
  }
}

const objectOf = (world: World, node: Schema, wild: Wildness): object => {
  const { random } = world
  const alternatives = node.anyOf ?? node.oneOf ?? [{}]
  const required: string[] = [...(node.required ?? []), ...(random.pick<Schema>(alternatives).required ?? [])]
  const named = Object.entries<Schema>(node.properties ?? {})
    .filter(([name]) => (required.includes(name) ? !random.percent(wild) : random.percent(35)))
    .map(([name, schema]) => [name, madeOf(world, schema, name, wild)])
  const free = node.additionalProperties
    ? repeat(random, 3, () => [
        keyOf(world, node.propertyNames, wild),
        madeOf(world, node.additionalProperties, 'text', wild),
      ])
    : []
  const unknown = random.percent(wild) ? [[hostileString(random), hostileValue(random)]] : []
  return Object.fromEntries([...named, ...free, ...unknown])
}

const keyOf = (world: World, schema: Schema, wild: Wildness): string =>
  String(madeOf(world, schema?.pattern ? { enum: keysOf(schema) } : { type: 'string' }, 'key', wild))

const keysOf = ({ pattern }: Schema): readonly string[] => patterned[pattern] ?? ['crm', 'shop', '__proto__']

const listOf = (world: World, node: Schema, name: string, wild: Wildness): unknown[] =>
  repeat(world.random, Math.min(node.maxItems ?? 3, 3), () => madeOf(world, node.items ?? {}, name, wild))

const repeat = <T>(random: Random, most: number, make: () => T): T[] =>
  Array.from({ length: random.below(most + 1) }, make)

const numberOf = ({ pick, below }: Random, { minimum = 0, maximum = 1_000 }: Schema): number =>
  pick([minimum, maximum, minimum + below(maximum - minimum + 1)])

const times = ['08:00', '17:30', '22:00', '00:00', '24:00']
const zones = ['America/New_York', 'Europe/Paris', 'Asia/Kathmandu']
/** Between an hour ago and more than a year ahead. */
const offsets = [-3_600_000, 60_000, 3_600_000, 86_400_000, 40 * 86_400_000, 400 * 86_400_000]
const emails = ['ada@example.com', 'o.neil+tag@example.org']

/** What fits a pattern, whatever it is called. */
const patterned: Record<string, readonly string[]> = {
  '^\\d{4}-\\d{2}-\\d{2}$': ['2026-11-22', '2026-11-23', '2026-11-24', '2026-12-25'],
  '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$': ['en', 'es', 'pt-BR'],
  '^#[0-9a-f]{6}$': ['#1d4ed8', '#000000'],
}

/** Of names whose schema says less than the handlers ask for. */
const pools: Record<string, readonly string[]> = {
  to: phones,
  phone: phones,
  address: [...phones, ...ourNumbers, '+12065550142'],
  zone: zones,
  date: ['2026-12-25', '2026-11-27', '2027-02-28'],
  country: ['US', 'CA', 'GB'],
  enabled_countries: ['US', 'CA', 'GB', 'DE'],
  content_type: ['image/jpeg', 'image/png', 'image/heic', 'application/pdf'],
  account_sid: [`AC${'0'.repeat(32)}`, 'AC1'],
  messaging_service_sid: [`MG${'0'.repeat(32)}`],
  system: ['crm', 'shop'],
  external_id: ['7', 'A-77'],
  number: ['1001', '1002', 'S-77'],
  external: ['crm:7', 'shop:A-77'],
  url: ['https://hooks.example.com/parley', 'https://10.0.0.1/'],
  allowed_origins: ['https://www.example.com', 'http://localhost:5173'],
  terms_url: ['https://www.example.com/terms'],
  privacy_url: ['https://www.example.com/privacy'],
  expand: ['contact', 'contact,number', 'agent'],
}

const prefixed = new RegExp(`\\^(${prefixes.join('|')})_`)

const stringOf = (world: World, node: Schema, name: string): string => {
  const { random } = world
  const prefix = prefixed.exec(node.pattern ?? '')?.[1]
  if (prefix) return idOf(world, prefix)
  if (node.pattern?.includes('{1,128}')) return random.pick(['crm', 'nobody'])
  if (node.format === 'email') return random.pick(emails)
  if (node.format === 'date-time') return new Date(world.app.clock.now() + random.pick(offsets)).toISOString()
  if (name === 'cursor') return cursorOf(world)
  if (node.maxLength === 5) return random.pick(times)
  const pool = patterned[node.pattern] ?? pools[name]
  if (pool) return random.pick(pool)
  return textOf(random, node.maxLength ?? 100)
}

const made = '0123456789abcdefghjkmnpqrstvwxyz00'

/** Mostly of ours, at times of theirs, and at times of nobody; often one of the newest, or of the thread before. */
export const idOf = (world: World, prefix: string): string => {
  const { random, ours, theirs } = world
  const { ids } = random.percent(85) ? ours : theirs
  const known = [...ids].filter((id) => id.startsWith(prefix))
  if (known.length === 0 || random.percent(5)) return `${prefix}_${made}`
  const near = random.percent(60) ? known.filter((id) => id.endsWith(world.thread)) : []
  const id = random.pick(near.length > 0 ? near : known.slice(-random.pick([3, 40])))
  if (id.length > longestPlainId) world.thread = id.slice(-threadLength)
  return id
}

/** Ids of entries and conversations end with what names their thread, and are longer than others for it. */
const threadLength = 14
const longestPlainId = 37

const cursorOf = ({ random, ours, theirs }: World): string => {
  const known = random.percent(90) ? ours.cursors : theirs.cursors
  return known.length > 0 ? random.pick(known) : 'bWFkZSB1cA'
}

const sayings = [
  'Hello',
  'STOP',
  'stop please',
  'HELP',
  'start',
  'Grüße aus 東京 👩🏽‍🚀',
  'See https://example.com/x?a=1&b=2',
  '**bold** <b>text</b> &amp; {{name}}',
  'word '.repeat(80),
]

/** Words of a person; each holds the word by which it is known in a log. */
const textOf = (random: Random, longest: number): string => {
  const said = random.pick(sayings)
  // Keywords are keywords only when nothing is with them.
  const isBare = /^(stop|help|start)/i.test(said) && random.percent(50)
  return (isBare ? said : `${secretWord} ${said}`).slice(0, longest)
}
