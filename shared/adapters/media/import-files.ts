import type { App } from '#domain/app.ts'
import type { Place } from './signed-link.ts'
import { putObject, readObject, readRange } from './signed-requests.ts'

/** No more than the largest file with a reason in each of its rows. */
const mostBytes = 100_000_000

/** Files that people import and take along, in our bucket. */
export const createImportFiles = (place: Place): App['importFiles'] => ({
  read: (key, offset, bytes) => readRange(place, key, offset, bytes),
  readWhole: async (key) => {
    const found = await readObject(place, key, mostBytes)
    if (typeof found === 'string') throw new Error('A page of rows is not there.')
    return new TextDecoder().decode(found)
  },
  write: (key, text, name) =>
    putObject(place, key, new TextEncoder().encode(text), {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    }),
})
