import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'

export type Addresses = { api: string; sim: string; issuer: string }
export type Json = Record<string, unknown>
export type Answer<T = Json> = { status: number; body: T }

const request = async <T>(url: string, init: RequestInit = {}): Promise<Answer<T>> => {
  const response = await fetch(url, init)
  const text = await response.text()
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T }
}

const json = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: body === undefined ? undefined : JSON.stringify(body),
})

/** Signs in, and calls the API as that person. */
export const signIn = async ({ api, issuer }: Addresses, email: string) => {
  const body = await tokenFor(issuer, { grant_type: 'password', username: email })
  const headers = { authorization: `Bearer ${body.access_token}` }
  return {
    /** The typed client; the others say what the API answers without its types, refusals too. */
    api: createClient({ url: api, token: async () => body.access_token }),
    get: <T = Json>(path: string) => request<T>(`${api}${path}`, { headers }),
    post: <T = Json>(path: string, sent?: unknown, more: Record<string, string> = {}) =>
      request<T>(`${api}${path}`, json('POST', sent, { ...headers, ...more })),
    patch: <T = Json>(path: string, sent: unknown, more: Record<string, string> = {}) =>
      request<T>(`${api}${path}`, json('PATCH', sent, { ...headers, ...more })),
  }
}
export type Person = Awaited<ReturnType<typeof signIn>>

export type HandsetMessage = {
  direction: string
  from: string
  to: string
  body: string
  parts: number
  media?: { content_type: string; url: string }[]
  at: string
}

/** A program that may do everything in the demo workspace. */
export const signInProgram = async ({ api, issuer }: Addresses) => {
  const scope = 'wks_demo/read wks_demo/send wks_demo/manage'
  const { access_token } = await tokenFor(issuer, { grant_type: 'client_credentials', scope })
  return createClient({ url: api, token: async () => access_token })
}

const tokenFor = async (issuer: string, form: Record<string, string>) => {
  const sent = { method: 'POST', body: new URLSearchParams(form) }
  return (await request<{ access_token: string }>(`${issuer}/token`, sent)).body
}

/** A customer's phone in the simulator. */
export const handset = ({ sim }: Addresses, phone: string) => ({
  text: (to: string, body: string, id?: string, media?: { content_type: string; data: string }[]) =>
    request(`${sim}/handsets/${phone}/messages`, json('POST', { to, body, id, media })),
  messages: async () => {
    const { body } = await request<{ data: HandsetMessage[] }>(`${sim}/handsets/${phone}/messages`)
    return body.data
  },
})

export const simulator = ({ sim }: Addresses) => ({
  fault: (error: string, times = 1, carrier?: string) =>
    request(`${sim}/faults`, json('POST', { error, times, carrier })),
  faults: () => request<{ data: Json[] }>(`${sim}/faults`),
  clearFaults: () => request(`${sim}/faults`, { method: 'DELETE' }),
  /** Changes an account in the console of its carrier. */
  carrierAccount: (account: Json) => request(`${sim}/carrier_accounts`, json('POST', account)),
  travel: (clock: Json) => request(`${sim}/clock`, json('POST', clock)),
  /** What push services would have taken to devices, newest first. */
  pushes: async () => (await request<{ data: Json[] }>(`${sim}/pushes`)).body.data,
  /** As when a browser is gone. */
  endDevice: (name: string) => request(`${sim}/pushes/${name}`, { method: 'DELETE' }),
  /** What the mail service would have sent. */
  emails: async () => (await request<{ data: Json[] }>(`${sim}/emails`)).body.data,
  /** Has reports count what is known by now. */
  countFacts: () => request(`${sim}/facts/flush`, { method: 'POST' }),
  settings: (changes: Json) => request(`${sim}/settings`, json('POST', changes)),
})

/** In milliseconds. Whoever waits long is asked for less often: each question is work for what it waits for. */
const pauses = { least: 50, most: 400, growth: 1.25 }

/** Asks again until there is an answer. Throws when there is none after `seconds`. */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  seconds = 60,
): Promise<T> => {
  const end = performance.now() + seconds * 1000
  for (let wait = pauses.least; performance.now() < end; wait = Math.min(wait * pauses.growth, pauses.most)) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    await pause(wait)
  }
  throw new Error(`Not within ${seconds} s: ${what}`)
}

export type Page<T> = { data: T[]; has_more: boolean; next_cursor?: string }

/** Every record of a list, page after page. */
export const readAll = async <T>(person: Person, path: string): Promise<T[]> => {
  const all: T[] = []
  for (let cursor = ''; ; ) {
    const { body } = await person.get<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`)
    all.push(...body.data)
    if (!body.next_cursor) return all
    cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`
  }
}
