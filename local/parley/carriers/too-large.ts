import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Where a file is that nobody should read to its end. */
export const tooLarge = '/too-large'

const megabytes = 99

export const streamTooMuch = async (response: ServerResponse): Promise<undefined> => {
  const chunk = Buffer.alloc(1_000_000)
  response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': megabytes * chunk.length })
  const chunks = Readable.from(Array.from({ length: megabytes }, () => chunk))
  // A reader who has had enough closes the connection.
  await pipeline(chunks, response).catch(() => undefined)
}
