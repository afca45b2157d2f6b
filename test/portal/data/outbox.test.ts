import { expect, test } from 'vitest'
import { ProblemError } from '#contract/client.ts'
import { createOutbox, type Outgoing } from '../../../portal/src/data/outbox.ts'
import { createStore } from '../../../portal/src/data/store.ts'

const conversation = 'cnv_0'
const text = (body: string) => ({ conversation, isNote: false, body }) as const

/** A desk whose connection, clock and storage the test holds. `sent` are the keys and bodies that reached the API. */
const createDesk = () => {
  const stored = new Map<string, Outgoing>()
  const sent: string[] = []
  const timers: { at: number; work: () => void }[] = []
  const desk = {
    ...{ stored, sent, now: 0, store: createStore() },
    /** What happens to the next requests: undefined lets them through. */
    answer: undefined as undefined | (() => Error | undefined),
    open: () => openOutbox(),
    /** Lets time pass, and whatever waited for it happen. */
    pass: async (milliseconds: number) => {
      desk.now += milliseconds
      for (const timer of timers.splice(0)) timer.at <= desk.now ? timer.work() : timers.push(timer)
      await settled()
    },
  }
  const openOutbox = async (agent = 'agt_0') => {
    let keys = stored.size
    let alone = Promise.resolve()
    const api = {
      claimConversation: async () => ({}),
      addNote: async () => ({}),
      sendMessage: async ({ key, body }: { key?: string; body: { body: string } }) => {
        const error = desk.answer?.()
        if (error) throw error
        sent.push(`${key} ${body.body}`)
        return { id: `msg_${key}`, version: 1 }
      },
    } as never
    const storage = {
      all: async () => [...stored.values()],
      put: async (one: Outgoing) => void stored.set(one.key, one),
      remove: async (key: string) => void stored.delete(key),
    }
    return createOutbox(agent, api, desk.store, storage, {
      now: () => desk.now,
      newKey: () => `key${keys++}`,
      alone: (work) => {
        const turn = alone.then(work)
        alone = turn.catch(() => {})
        return turn
      },
      later: (milliseconds, work) => void timers.push({ at: desk.now + milliseconds, work }),
    })
  }
  return desk
}

/** Everything that waits for nothing but promises has happened. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

const refusal = (code: string, retryable: boolean) =>
  new ProblemError({ code, retryable, status: 409, title: '', detail: 'No.', request_id: '' } as never)

test('a text is stored before it is sent, and gone when it was', async () => {
  const desk = createDesk()
  desk.answer = () => {
    expect([...desk.stored.values()].map(({ body }) => body)).toEqual(['Hello'])
    return undefined
  }
  const outbox = await desk.open()
  await outbox.post(text('Hello'), 0)
  await settled()
  expect(desk.sent).toEqual(['key0 Hello'])
  expect([desk.stored.size, outbox.of(conversation).length]).toEqual([0, 0])
})

test('through a lost connection a text is sent with the same key, and before what was written after it', async () => {
  const desk = createDesk()
  desk.answer = () => new TypeError('Failed to fetch')
  const outbox = await desk.open()
  await outbox.post(text('One'), 0)
  await outbox.post(text('Two'), 0)
  await settled()
  expect(outbox.of(conversation).map(({ body }) => body)).toEqual(['One', 'Two'])
  desk.answer = undefined
  await desk.pass(60_000)
  expect(desk.sent).toEqual(['key0 One', 'key1 Two'])
})

test('another page goes on with what a crashed one left, but not with the texts of somebody else', async () => {
  const desk = createDesk()
  desk.answer = () => new TypeError('Failed to fetch')
  await (await desk.open()).post(text('Left'), 0)
  await settled()
  const other = desk.stored.get('key0')
  if (other) desk.stored.set('theirs', { ...other, key: 'theirs', agent: 'agt_1' })
  desk.answer = undefined
  await (await desk.open()).run()
  expect(desk.sent).toEqual(['key0 Left'])
  expect([...desk.stored.keys()]).toEqual(['theirs'])
})

test('what the API refuses for good stays with its reason, and can be tried or taken back', async () => {
  const desk = createDesk()
  desk.answer = () => refusal('recipient_opted_out', false)
  const outbox = await desk.open()
  await outbox.post(text('Sorry'), 0)
  await settled()
  expect(outbox.of(conversation)).toMatchObject([{ refused: { code: 'recipient_opted_out' } }])
  await desk.pass(60_000)
  expect(desk.sent).toEqual([])
  desk.answer = undefined
  await outbox.retry('key0')
  expect(desk.sent).toEqual(['key0 Sorry'])
})

test('a refusal that may pass is tried again by itself', async () => {
  const desk = createDesk()
  let refusals = 2
  desk.answer = () => (refusals-- > 0 ? refusal('internal_error', true) : undefined)
  const outbox = await desk.open()
  await outbox.post(text('Again'), 0)
  await settled()
  await desk.pass(60_000)
  await desk.pass(60_000)
  expect(desk.sent).toEqual(['key0 Again'])
})

test('within its seconds a text can be taken back; after them it leaves', async () => {
  const desk = createDesk()
  const outbox = await desk.open()
  await outbox.post(text('Oops'), 5)
  await outbox.post(text('Fine'), 5)
  await settled()
  expect(desk.sent).toEqual([])
  expect((await outbox.takeBack('key0'))?.body).toBe('Oops')
  await desk.pass(5_000)
  expect(desk.sent).toEqual(['key1 Fine'])
  expect(await outbox.takeBack('key1')).toBeUndefined()
})

test('what is taken back while a text before it is on its way does not leave', async () => {
  const desk = createDesk()
  const outbox = await desk.open()
  let later: Promise<Outgoing | undefined> | undefined
  desk.answer = () => {
    later ??= outbox.takeBack('key1')
    return undefined
  }
  await outbox.post(text('First'), 5)
  await outbox.post(text('Second'), 5)
  await desk.pass(5_000)
  expect((await later)?.body).toBe('Second')
  expect(desk.sent).toEqual(['key0 First'])
})

test('a page that goes away sends at once all that could still be taken back', async () => {
  const desk = createDesk()
  const outbox = await desk.open()
  await outbox.post(text('Leaving'), 10)
  await outbox.post(text('So am I'), 10)
  outbox.flush()
  await settled()
  expect(desk.sent).toEqual(['key0 Leaving', 'key1 So am I'])
  await desk.pass(10_000)
  expect(desk.sent).toHaveLength(2)
})

test('a page that only seemed to go away tries again what did not get through', async () => {
  const desk = createDesk()
  const outbox = await desk.open()
  await outbox.post(text('Still here'), 10)
  desk.answer = () => new TypeError('Failed to fetch')
  outbox.flush()
  await settled()
  desk.answer = undefined
  await desk.pass(10_000)
  expect(desk.sent).toEqual(['key0 Still here'])
})

const thread = '0123456789abcd'
const toldAs = (place: number, more: object = {}) => ({
  ...{ id: `msg_0000000000000000000${place}${thread}`, conversation_id: talk, direction: 'outbound' },
  ...{ sent_by: 'agt_0', body: 'Yes', media: [], version: 1, ...more },
})
const talk = `cnv_00000000000000000000${thread}` as const

test('a text that is told before its own request is answered stands once, and so does an equal one before it', async () => {
  const desk = createDesk()
  desk.store.apply([{ t: 'message', message: toldAs(1) as never }])
  const outbox = await desk.open()
  const shown = () =>
    outbox
      .withoutDoubles(talk, desk.store.timeline(thread))
      .flatMap((entry) => (entry.type === 'message' ? entry.message.id.at(23) : []))
  const seen: unknown[] = []
  desk.answer = () => {
    const others = [
      toldAs(3, { sent_by: 'agt_1' }),
      toldAs(4, { body: 'No' }),
      toldAs(5, { media: [{ id: 'med_0' }] }),
    ]
    for (const message of [toldAs(2), ...others])
      desk.store.apply([{ t: 'message', message: message as never }])
    seen.push(shown())
    return new TypeError('Failed to fetch')
  }
  await outbox.post({ ...text('Yes'), conversation: talk }, 0)
  expect(shown()).toEqual(['1'])
  await settled()
  expect(seen).toEqual([['1', '3', '4', '5']])
  expect(shown()).toEqual(['1', '3', '4', '5'])
  desk.answer = undefined
  await desk.pass(60_000)
  expect(shown()).toEqual(['1', '2', '3', '4', '5'])
})

test('pictures are sent with their text, and why the API refuses them is kept', async () => {
  const desk = createDesk()
  desk.answer = () =>
    new ProblemError({ code: 'content_not_supported', cause: 'pictures_off', retryable: false } as never)
  const outbox = await desk.open()
  await outbox.post({ ...text(''), media: ['med_0'] }, 0)
  await settled()
  expect(outbox.of(conversation)).toMatchObject([{ media: ['med_0'], refused: { cause: 'pictures_off' } }])
  expect((await outbox.takeBack('key0'))?.media).toEqual(['med_0'])
})
