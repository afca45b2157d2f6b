import type { SQSEvent } from 'aws-lambda'
import { beforeEach, expect, test } from 'vitest'
import { createEvents } from '#adapters/aws/events.ts'
import { toPicture, toSendable } from '#adapters/media/to-picture.ts'
import { eventsOf } from '#domain/changes/events-of.ts'
import { readMessage } from '#domain/conversations/read-message.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { Fetched, MediaJob, MediaPorts, MediaSource } from '#domain/media/fetch-media.ts'
import { mediaWork } from '../../../functions/fetch-media/media-work.ts'
import { presentReadable } from '../../../functions/http-api/resources/present-media.ts'
import { presentMessage } from '../../../functions/http-api/resources/present-message.ts'
import { createFakeApp, type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { mediaSamples } from '../../support/media-samples.ts'

type World = FakeApp &
  MediaPorts & {
    fetching: { job: MediaJob; delay?: number }[]
    kept: Map<string, string>
    forgotten: MediaSource[]
  }

let app: World
let uploaded: Map<string, Uint8Array>
let found: (source: MediaSource) => Fetched
const [photo] = await mediaSamples()
const picture: Fetched = { outcome: 'fetched', bytes: photo?.bytes ?? new Uint8Array() }
const later: Fetched = { outcome: 'later', detail: 'status 404' }

beforeEach(() => {
  found = () => picture
  uploaded = new Map()
  const fetching: World['fetching'] = []
  const kept: World['kept'] = new Map()
  const forgotten: MediaSource[] = []
  app = {
    ...createFakeApp(),
    ...{ fetching, kept, forgotten, toPicture, toSendable },
    originals: {
      read: async (key) => uploaded.get(key) ?? 'not_available',
      remove: async (key) => void uploaded.delete(key),
    },
    carrierFiles: {
      fetch: async (source) => found(source),
      forget: async (source) => void forgotten.push(source),
    },
    keepFile: async (key, _, type) => void kept.set(key, type ?? 'a file'),
    mediaJobs: { send: async (sent, delay) => void fetching.push(...sent.map((job) => ({ job, delay }))) },
  }
})

const address = (index: number) => `https://carrier.test/${index}?secret=1`
const text = (files = 3): CarrierInbound => ({
  carrier: 'aws',
  carrierMessageId: 'MM1',
  from: '+12065550123',
  to: ourNumber,
  body: '',
  at: app.clock.now(),
  media: Array.from({ length: files }, (_, i) => ({
    ...{ index: files - 1 - i, url: address(files - 1 - i), contentType: 'image/jpeg' },
  })),
})

const queueEvent = (body: unknown, received = 1) => ({
  body: JSON.stringify(body),
  attributes: { ApproximateReceiveCount: String(received) },
})

const work = async (body: unknown, received = 1) => {
  const { parse, work } = mediaWork(app)
  const record = queueEvent(body, received) as SQSEvent['Records'][number]
  return work(await parse(record.body, record), record)
}

/** The text as the bus tells of it. */
const toldOf = async () => {
  const sent: { Detail?: string }[] = []
  const client = {
    send: async ({ input }: { input: { Entries: typeof sent } }) => {
      sent.push(...input.Entries)
      return {}
    },
  }
  await createEvents('bus', client as never).publish(app.changes.flatMap(eventsOf))
  const details = sent.map(({ Detail = '' }) => JSON.parse(Detail))
  return details.find(({ type }) => type === 'message.received')
}

/** Works on everything in the queue, once. */
const workOnAll = async (received = 1) => {
  for (const { job } of app.fetching.splice(0)) await work(job, received)
}

const message = () => {
  const [one] = app.all('message')
  if (!one) throw new Error('There is no message')
  return one
}

test('three pictures without a word are there at once, and ready when they were fetched, in their order', async () => {
  await receiveMessage(app, text())
  const [conversation] = app.all('conversation')
  expect(conversation?.lastMessage).toMatchObject({ preview: '', media: { count: 3, pictures: true } })
  expect(presentMessage(message()).media.map(({ status, url }) => ({ status, url }))).toEqual(
    Array(3).fill({ status: 'fetching', url: undefined }),
  )
  const detail = await toldOf()
  expect(detail.data).toMatchObject({ media_count: 3 })
  await work({ detail })
  expect(app.fetching.map(({ job }) => job.index)).toEqual([0, 1, 2])
  const seen: string[] = []
  found = ({ media }) => {
    seen.push('url' in media ? media.url : '')
    return picture
  }
  await workOnAll()
  expect(seen).toEqual([address(0), address(1), address(2)])
  const { media } = await presentReadable(app, await readMessage(app, admin, message().id))
  expect(media).toMatchObject([
    { index: 0, status: 'ready', kind: 'image', content_type: 'image/jpeg', width: 360, height: 640 },
    { index: 1, status: 'ready' },
    { index: 2, status: 'ready' },
  ])
  const place = `media/${workspace}/${message().id}/2`
  expect(media[2]).toMatchObject({
    url: `https://files.test/${place}/view`,
    thumbnail_url: `https://files.test/${place}/thumb`,
    expires_at: new Date(app.now + 600_000).toISOString(),
  })
  expect(app.kept.get(`${place}/thumb`)).toBe('image/jpeg')
  expect(JSON.stringify([presentMessage(message()), app.published])).not.toContain('carrier.test')
  expect(JSON.stringify(message())).not.toContain('carrier.test')
})

const admin = { kind: 'agent', workspace, id: 'agt_ana', role: 'admin' } as const

test('each file has its own end, and one that is no picture is kept as it came', async () => {
  await receiveMessage(app, text())
  await work({ detail: await toldOf() })
  found = ({ media: { index } }) =>
    [
      { outcome: 'refused', reason: 'too_large' } as const,
      { outcome: 'fetched', bytes: Buffer.from('<svg/>') } as const,
      picture,
    ][index] ?? later
  await workOnAll()
  const { media } = await presentReadable(app, message())
  expect(media).toMatchObject([
    { status: 'failed', reason: 'too_large', notice: expect.stringContaining('too large') },
    { status: 'ready', kind: 'file', bytes: 6, notice: expect.stringContaining('Open it only') },
    { status: 'ready', kind: 'image' },
  ])
  expect(media[1]).not.toHaveProperty('thumbnail_url', expect.anything())
  expect(app.kept.get(`media/${workspace}/${message().id}/1/file`)).toBe('a file')
  expect(app.forgotten.map(({ media: { index } }) => index)).toEqual([1, 2])
})

test('404, 404 and then a picture is one picture, told each time only by what changed', async () => {
  await receiveMessage(app, text(1))
  await work({ detail: await toldOf() })
  found = () => later
  await workOnAll()
  await workOnAll()
  expect(app.fetching.map(({ delay, job }) => [delay, job.tries])).toEqual([[5, 2]])
  expect(message().media).toMatchObject([{ status: 'fetching' }])
  found = () => picture
  const before = app.changes.length
  await workOnAll()
  expect(message().media).toMatchObject([{ status: 'ready' }])
  expect(app.fetching).toEqual([])
  const told = app.changes.slice(before).flatMap(eventsOf)
  expect(told).toMatchObject([{ type: 'message.updated', data: { messageId: message().id } }])
})

test('what is not there for an hour is given up', async () => {
  await receiveMessage(app, text(1))
  await work({ detail: await toldOf() })
  found = () => later
  const delays: (number | undefined)[] = []
  while (app.fetching.length > 0) {
    await workOnAll()
    const [next] = app.fetching
    if (next) delays.push(next.delay)
    app.advance((next?.delay ?? 0) * 1000)
  }
  expect(delays.slice(0, 7)).toEqual([2, 5, 15, 60, 300, 300, 300])
  expect(delays.length).toBeLessThan(20)
  expect(message().media).toMatchObject([{ status: 'failed', reason: 'not_available' }])
})

test('a job that never came to an end is not begun a fourth time', async () => {
  await receiveMessage(app, text(1))
  await work({ detail: await toldOf() })
  const [{ job } = { job: undefined }] = app.fetching
  found = () => {
    throw new Error('It is not fetched')
  }
  await work(job, 4)
  expect(message().media).toMatchObject([{ status: 'failed', reason: 'unreadable' }])
})

test('a store that is down is no word about the file', async () => {
  await receiveMessage(app, text(1))
  await work({ detail: await toldOf() })
  const { keepFile } = app
  app.keepFile = async () => {
    throw new Error('The store is down')
  }
  await workOnAll()
  expect(message().media).toMatchObject([{ status: 'fetching' }])
  app.keepFile = keepFile
  await workOnAll()
  expect(message().media).toMatchObject([{ status: 'ready' }])
})

test('a file that cannot be deleted where it came from is kept all the same', async () => {
  await receiveMessage(app, text(1))
  await work({ detail: await toldOf() })
  app.carrierFiles.forget = async () => {
    throw new Error('It is locked')
  }
  await workOnAll()
  expect(message().media).toMatchObject([{ status: 'ready' }])
  expect(app.fetching).toEqual([])
})

test('the same text and the same jobs twice are one message and each picture once', async () => {
  await receiveMessage(app, text())
  await receiveMessage(app, text())
  expect(app.all('message').filter(({ direction }) => direction === 'inbound')).toHaveLength(1)
  const detail = await toldOf()
  await work({ detail })
  await work({ detail })
  let fetched = 0
  found = () => {
    fetched++
    return picture
  }
  await workOnAll()
  expect(fetched).toBe(3)
  expect(message().version).toBe(4)
})

test('a file without a source is not available, and one that the carrier could not store says so', async () => {
  await receiveMessage(app, { ...text(0), media: [{ index: 0, failed: 'carrier_failed' }] })
  expect((await presentReadable(app, message())).media).toMatchObject([
    { status: 'failed', reason: 'carrier_failed', notice: expect.any(String) },
  ])
})

test('a file that is kept for thirty days says on the thirtieth that it has expired', async () => {
  await receiveMessage(app, text(1))
  await work({ detail: await toldOf() })
  await workOnAll()
  app.files.keptFor = 30 * 24 * 3_600_000
  app.advance(app.files.keptFor - 1)
  expect((await presentReadable(app, message())).media).toMatchObject([{ status: 'ready' }])
  app.advance(1)
  const { media } = await presentReadable(app, message())
  expect(media).toMatchObject([{ status: 'failed', reason: 'expired', notice: expect.any(String) }])
  expect(media[0]?.url).toBeUndefined()
})

test('ten files of a text are kept and no more', async () => {
  await receiveMessage(app, text(14))
  expect(message().media).toHaveLength(10)
})

test('a picture is answered by the welcome, opens a conversation, and is never a keyword', async () => {
  await receiveMessage(app, text(1))
  expect(app.all('consent_event')).toEqual([])
  expect(message()).toMatchObject({ threading: { decision: 'start' } })
  expect(app.all('message').map(({ origin }) => origin)).toEqual(['customer', 'welcome'])
})

test('STOP is heard beside a picture, too', async () => {
  await receiveMessage(app, { ...text(1), body: 'STOP' })
  expect(app.all('consent_event')).toMatchObject([{ action: 'opt_out' }])
})
