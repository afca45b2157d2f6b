import { beforeEach, expect, test, vi } from 'vitest'

/** The worker's own types are those of a worker's world, which this test only plays. */
const file = '../../../portal/worker/pushes.ts'

type Options = { body?: string; tag: string; data: { path?: string; shownAt?: number }; renotify?: boolean }
type Shown = { title: string } & Options
type Page = { focused: boolean; visibilityState: string; told: unknown[]; isFocused: boolean }

let listeners: Record<string, (event: object) => void>
let pages: Page[]
let shown: Shown[]
let opened: string[]
let renewed: unknown[]

const page = (facts: Partial<Page> = {}): Page => ({
  ...{ focused: false, visibilityState: 'hidden', told: [], isFocused: false },
  ...facts,
})

beforeEach(async () => {
  ;[listeners, pages, shown, opened, renewed] = [{}, [], [], [], []]
  vi.stubGlobal('self', {
    addEventListener: (type: string, listener: (event: object) => void) => {
      listeners[type] = listener
    },
    clients: {
      matchAll: async ({ type, includeUncontrolled }: Record<string, unknown>) =>
        type === 'window' && includeUncontrolled
          ? pages.map((one) => ({
              ...one,
              postMessage: (message: unknown) => one.told.push(message),
              focus: async () => {
                one.isFocused = true
              },
            }))
          : [],
      openWindow: async (path: string) => void opened.push(path),
    },
    registration: {
      getNotifications: async ({ tag }: { tag: string }) => shown.filter((one) => one.tag === tag),
      // One of the same tag takes the place of the one before.
      showNotification: async (title: string, options: Options) => {
        shown = [...shown.filter(({ tag }) => tag !== options.tag), { title, ...options }]
      },
      pushManager: { subscribe: async (options: unknown) => void renewed.push(options) },
    },
  })
  vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] })
  const { takePushes } = await import(file)
  takePushes()
})

const fire = async (type: string, facts: object) => {
  const work: Promise<unknown>[] = []
  listeners[type]?.({ ...facts, waitUntil: (promise: Promise<unknown>) => work.push(promise) })
  await Promise.all(work)
}
const told = { title: 'SMS Chat Request', body: 'From Ada', tag: 'cnv_1', path: '/c/cnv_1' }
const push = (data: unknown = told) =>
  fire('push', { data: { json: () => (typeof data === 'string' ? JSON.parse(data) : data) } })

test('a push is shown where no page is looked at, and calls anew where one still lies there', async () => {
  pages = [page()]
  await push()
  expect(shown).toMatchObject([
    { title: told.title, body: told.body, tag: told.tag, data: { path: told.path }, renotify: true },
  ])
  await push({ ...told, body: 'From Ada again' })
  expect(shown).toMatchObject([{ body: 'From Ada again', renotify: true }])
})

test('where somebody looks at a page nothing is shown: the page tells it', async () => {
  pages = [page(), page({ focused: true })]
  await push()
  expect(shown).toEqual([])
})

test('what a page in the background has just shown stays, with its words and without a second sound', async () => {
  pages = [page()]
  const words = { title: 'Ada', body: 'My boiler leaks', tag: 'cnv_1' }
  shown = [{ ...words, data: { path: '/c/cnv_1', shownAt: Date.now() - 5_000 } }]
  await push()
  expect(shown).toMatchObject([{ ...words, renotify: false }])
  shown = [{ ...words, data: { path: '/c/cnv_1', shownAt: Date.now() - 120_000 } }]
  await push()
  expect(shown).toMatchObject([{ title: told.title, renotify: true }])
})

test.each([
  ['what is no JSON', '{'],
  ['nothing', null],
  ['what leads to another site', { ...told, path: '//evil.example' }],
  ['what leads nowhere', { title: 'A', tag: 'b' }],
])('%s is not shown', async (_, data) => {
  await push(data)
  expect(shown).toEqual([])
})

const press = () => {
  let isClosed = false
  const close = () => {
    isClosed = true
  }
  return fire('notificationclick', { notification: { close, data: { path: '/c/cnv_1' } } }).then(
    () => isClosed,
  )
}

test('a press opens the conversation in a page that is open, else in a new one', async () => {
  const seen = page({ visibilityState: 'visible' })
  pages = [page(), seen]
  expect(await press()).toBe(true)
  expect([seen.told, seen.isFocused, pages[0]?.told, opened]).toEqual([[{ open: '/c/cnv_1' }], true, [], []])
  pages = []
  await press()
  expect(opened).toEqual(['/c/cnv_1'])
})

test('a subscription that the browser renews is made again, and open pages tell the API', async () => {
  pages = [page()]
  await fire('pushsubscriptionchange', { oldSubscription: { options: { applicationServerKey: 'key' } } })
  expect(renewed).toEqual([{ applicationServerKey: 'key' }])
  expect(pages[0]?.told).toEqual([{ renewed: true }])
})
