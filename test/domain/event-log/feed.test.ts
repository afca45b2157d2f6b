import { beforeEach, expect, test } from 'vitest'
import { listEvents } from '#domain/event-log/list-events.ts'
import { logEvent } from '#domain/event-log/log-event.ts'
import type { OutgoingEvent } from '#domain/event-log/logged-event.ts'
import { times } from '#wiring/times.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { admin, ana, program } from '../../support/people.ts'

const second = 1_000

let app: FakeApp
let cursor: string | undefined
/** What a reader of the feed has seen, page after page. */
let seen: string[]

beforeEach(() => {
  app = createFakeApp()
  cursor = undefined
  seen = []
})

const read = async () => {
  const page = await listEvents(app, program, { after: cursor, limit: 2 })
  cursor = page.cursor
  seen.push(...page.events.map(({ id }) => id))
  if (page.hasMore) await read()
}

/** Time goes by, and the reader asks for what is new all the while. */
const pass = async (time: number) => {
  for (const end = app.now + time; app.now < end; ) {
    app.advance(Math.min(250, end - app.now))
    await read()
  }
}

type Write = { takes: number; lands: boolean; isTold: boolean }

/** How the next writes of events go; what the table is not asked to do within its time it never does. */
const writes = (...next: Write[]) => {
  const { keep } = app.eventLog
  app.eventLog.keep = async (...records) => {
    const { takes, lands, isTold } = next.shift() ?? { takes: 0, lands: true, isTold: true }
    await pass(takes)
    if (lands) await keep(...records)
    if (!isTold) throw new Error('A write took too long and was given up.')
  }
}

const eventAt = (at: number, id: string): OutgoingEvent => ({
  ...{ id, at, type: 'message.received', workspace, data: {} },
})

const slow = times.eventWrite + times.eventUnderWay
const cases: [string, number, Write[]][] = [
  ['is written at once', 0, []],
  [
    'is kept at the last moment that is in time, and slowly',
    times.eventOnTime - 1,
    [{ takes: slow, lands: true, isTold: true }],
  ],
  [
    'is kept too late for its place, and slowly',
    times.eventOnTime,
    [{ takes: slow, lands: true, isTold: true }],
  ],
  [
    'is written in the end, after its write was given up',
    times.eventOnTime - 1,
    [{ takes: slow, lands: true, isTold: false }],
  ],
  [
    'was not written before its write was given up',
    times.eventOnTime - 1,
    [{ takes: times.eventWrite, lands: false, isTold: false }],
  ],
  [
    'was not written twice, each time later',
    0,
    [
      { takes: times.eventWrite, lands: false, isTold: false },
      { takes: times.eventWrite, lands: false, isTold: false },
      { takes: slow, lands: true, isTold: false },
    ],
  ],
]

test.each(cases)('a reader of the feed sees each event once, also one that %s', async (_, late, next) => {
  await logEvent(app, eventAt(app.now, 'before'))
  const at = app.now + second
  await pass(second + late)
  writes(...next)
  for (let tries = 0; tries < 4; tries++) {
    const wasKept = await logEvent(app, eventAt(at, 'it')).then(
      () => true,
      () => false,
    )
    if (wasKept) break
    await pass(120 * second)
  }
  await logEvent(app, eventAt(app.now, 'then'))
  await pass(20 * second)
  expect(seen).toEqual(['before', 'it', 'then'])
})

test('the feed is for admins and for programs that read, not for every agent', async () => {
  const limit = 1
  for (const principal of [admin, program, { ...program, scopes: ['read'] as const }])
    expect(await listEvents(app, principal, { limit })).toMatchObject({ events: [] })
  for (const principal of [ana, { ...program, scopes: ['send'] as const }])
    await expect(listEvents(app, principal, { limit })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a write that was given up and is repeated gets a new place, and the pointer to it', async () => {
  const at = app.now
  writes({ takes: times.eventWrite, lands: false, isTold: false })
  await expect(logEvent(app, eventAt(at, 'it'))).rejects.toThrow('given up')
  await pass(120 * second)
  const { place } = await logEvent(app, eventAt(at, 'it'))
  expect(place).toBe(`${app.now}-it`)
  expect(await app.eventLog.at(workspace, `${at}-it`)).toMatchObject({ place })
})
