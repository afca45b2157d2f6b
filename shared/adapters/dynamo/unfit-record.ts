import { maskPhone } from '#domain/phones/phone.ts'
import type { Item, Key } from './table.ts'

type Expected = { kind: string; place: Key; personal: string[] }

/** A stored item is not what its kind says. Names the kind, the key and the fields; never a word or a phone in them. */
export class UnfitRecordError extends Error {
  readonly kind: string
  readonly key: Key
  readonly paths: string[]
  /** For the log, which tells the words of an error only where they are known to be harmless. */
  readonly facts: { record: string; paths: string[] }

  constructor({ kind, place, personal }: Expected, item: Item, paths: PropertyKey[][]) {
    const key = { pk: shownKey(place.pk, item.pk, personal), sk: shownKey(place.sk, item.sk, personal) }
    const names = [...new Set(paths.map((path) => shownPath(path, personal)))]
    super(`A stored ${kind} does not fit: ${names.join(', ')} (${key.pk}, ${key.sk})`)
    this.name = 'UnfitRecordError'
    this.kind = kind
    this.key = key
    this.paths = names
    this.facts = { record: kind, paths: names }
  }
}

/** Where the names of fields are people's own, as those of attributes, the path ends before them. */
const shownPath = (path: PropertyKey[], personal: string[]): string => {
  const general = path.map((step) => (typeof step === 'number' ? '*' : String(step)))
  const end = path.findIndex((_, i) => personal.includes(general.slice(0, i + 1).join('.')))
  return (end < 0 ? path : path.slice(0, end + 1)).join('.')
}

/** Business numbers are phones too, though nobody's secret. */
const shownKey = (place: string, key: unknown, personal: string[]): string =>
  maskedKey(place, String(key), personal).replace(/\+\d+/g, maskPhone)

const maskedKey = (place: string, key: string, personal: string[]): string => {
  const isPersonal = (placeholder: string) => personal.includes(placeholder.slice(1, -1))
  const pattern = place.replace(/<\w+>/g, (name) => (isPersonal(name) ? '(.+)' : '([^#]+)'))
  const [, ...values] = new RegExp(`^${pattern}$`, 's').exec(key) ?? []
  if (values.length === 0 && key !== place) return onlyIds(key)
  return place.replace(/<\w+>/g, (name) => {
    const value = values.shift() ?? ''
    return isPersonal(name) ? maskPhone(value) : value
  })
}

/** For a key of another shape. */
const onlyIds = (key: string): string =>
  key
    .split('#')
    .map((part) => (/^[a-z]{3}_[0-9a-z]+$/.test(part) ? part : '…'))
    .join('#')
