import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kind } from '#adapters/dynamo/record.ts'
import type { Item } from '#adapters/dynamo/table.ts'

const directory = join(import.meta.dirname, '../examples/records')

export const sampledKinds = (): string[] => readdirSync(directory).map((file) => file.replace('.json', ''))

/** Every form in which a kind of record was ever written, by its name; bytes stand as `{ "base64": … }`. */
export const samplesOf = (kind: Kind): Record<string, Item> =>
  JSON.parse(readFileSync(join(directory, `${kind}.json`), 'utf8'), (_, value) =>
    typeof value?.base64 === 'string' ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value,
  )
