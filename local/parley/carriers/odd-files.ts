import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** Where files are that nobody should read to their end: one says how long it is, one does not, one takes for ever. */
export const oddFiles = {
  tooLarge: '/too-large',
  endless: '/endless',
  dripping: '/dripping',
} as const

const megabytes = 99
const chunk = Buffer.alloc(1_000_000)

const chunks = () => Array.from({ length: megabytes }, () => chunk)

/** A byte a second: never silent for long, and never done. */
const drip = async function* () {
  for (let sent = 0; sent < 3_600; sent++) {
    yield Buffer.alloc(1)
    await wait(1_000, undefined, { ref: false })
  }
}

const files: Record<string, { length?: number; body(): Iterable<Buffer> | AsyncIterable<Buffer> }> = {
  [oddFiles.tooLarge]: { length: megabytes * chunk.length, body: chunks },
  [oddFiles.endless]: { body: chunks },
  [oddFiles.dripping]: { body: drip },
}

/** Whether there is such a file: then it takes the response over. */
export const streamOddFile = (path: string, response: ServerResponse): boolean => {
  const file = Object.hasOwn(files, path) ? files[path] : undefined
  if (!file) return false
  response.writeHead(200, {
    'content-type': 'image/jpeg',
    ...(file.length && { 'content-length': file.length }),
  })
  // A reader who has had enough closes the connection.
  void pipeline(Readable.from(file.body()), response).catch(() => undefined)
  return true
}
