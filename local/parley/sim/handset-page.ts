import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { problem, type Reply } from '../../runner/core/http.ts'
import type { Carrier } from '../carrier/send-text.ts'

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

/** The page with a phone, and the files that belong to it. */
export const getPage = (_: unknown, __: unknown, file = ''): Reply => {
  const name = file || 'handset.html'
  try {
    const body = readFileSync(new URL(`./page/${name}`, import.meta.url))
    const type = types[name.split('.').at(-1) ?? '']
    return {
      status: 200,
      headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' },
      body,
    }
  } catch {
    return problem(404, `There is no file ${name}.`)
  }
}

/** Server-sent events: one without content whenever a text reaches or leaves the phone. */
export const streamNews = ({ network }: Carrier, phone: string, response: ServerResponse): undefined => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('event: text\ndata: changed\n\n')
  const stop = network.watch((heard) => {
    if (heard === phone) response.write('event: text\ndata: changed\n\n')
  })
  response.once('close', stop)
}
