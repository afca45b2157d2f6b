import { expect, test } from 'vitest'
import { ProblemError } from '#contract/client.ts'
import { createDrafts } from '../../../portal/src/data/drafts.ts'

const id = 'cnv_0'
const other = 'cnv_1'

/** The server's drafts of one agent, as the API keeps them, and devices that the test lets wait. */
const createServer = () => {
  const held = new Map<string, { body: string; version: number }>()
  const server = { held, isReachable: true, saves: [] as string[] }
  const draftOf = (id: string) => held.get(id) ?? { body: '', version: 0 }
  const api = {
    getDraft: async ({ id }: { id: string }) => {
      if (!server.isReachable) throw new TypeError('Failed to fetch')
      return draftOf(id)
    },
    saveDraft: async ({ id, ifMatch, body }: { id: string; ifMatch?: number; body: { body: string } }) => {
      if (!server.isReachable) throw new TypeError('Failed to fetch')
      const { version } = draftOf(id)
      if (ifMatch !== version)
        throw new ProblemError({ code: 'precondition_failed', detail: '', retryable: false } as never)
      const saved = { body: body.body, version: version + 1 }
      held.set(id, saved)
      server.saves.push(body.body)
      return saved
    },
  } as never
  const createDevice = (stored = new Map<string, string>()) => {
    let timers: (() => void)[] = []
    const drafts = createDrafts('agt_0', api, {
      storage: {
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, value) => void stored.set(key, value),
        removeItem: (key) => void stored.delete(key),
      },
      onOtherTab: () => {},
      later: (_, work) => {
        timers.push(work)
        return () => {
          timers = timers.filter((timer) => timer !== work)
        }
      },
    })
    /** The moment after the last stroke passes. */
    const pass = async () => {
      for (const work of timers.splice(0)) work()
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    return { drafts, stored, pass, bodyOf: (of: `cnv_${string}`) => drafts.get(of)?.body }
  }
  return { server, createDevice }
}

test('what is written on one device is on another one when it is opened there, and in no other conversation', async () => {
  const { createDevice } = createServer()
  const [desk, phone] = [createDevice(), createDevice()]
  desk.drafts.set(id, { body: 'half a sentence' })
  await desk.pass()
  await phone.drafts.look(id)
  await phone.drafts.look(other)
  expect([phone.bodyOf(id), phone.bodyOf(other)]).toEqual(['half a sentence', undefined])
})

test('strokes in a row are saved once', async () => {
  const { server, createDevice } = createServer()
  const desk = createDevice()
  for (const body of ['H', 'He', 'Hel']) desk.drafts.set(id, { body })
  await desk.pass()
  expect(server.saves).toEqual(['Hel'])
})

test('what was sent on one device is gone on the other', async () => {
  const { createDevice } = createServer()
  const [desk, phone] = [createDevice(), createDevice()]
  desk.drafts.set(id, { body: 'On my way' })
  await desk.pass()
  await phone.drafts.look(id)
  phone.drafts.set(id, undefined)
  await phone.pass()
  await desk.drafts.look(id)
  expect(desk.bodyOf(id)).toBeUndefined()
  expect([...desk.stored]).toEqual([])
})

test('a draft that was sent while the server could not be reached does not come back after a reload', async () => {
  const { server, createDevice } = createServer()
  const desk = createDevice()
  desk.drafts.set(id, { body: 'On my way' })
  await desk.pass()
  server.isReachable = false
  desk.drafts.set(id, undefined)
  await desk.pass()
  server.isReachable = true
  const reloaded = createDevice(desk.stored)
  await reloaded.drafts.look(id)
  expect(reloaded.bodyOf(id)).toBeUndefined()
  expect(server.held.get(id)?.body).toBe('')
})

test.each([
  ['here', 'on the phone'],
  ['there', 'at the desk'],
] as const)('of two that were written apart a person chooses the one %s', async (which, expected) => {
  const { server, createDevice } = createServer()
  const [desk, phone] = [createDevice(), createDevice()]
  phone.drafts.set(id, { body: 'on the phone' })
  desk.drafts.set(id, { body: 'at the desk' })
  await desk.pass()
  await phone.pass()
  expect([phone.drafts.conflict(id), phone.bodyOf(id)]).toEqual(['at the desk', 'on the phone'])
  await phone.drafts.choose(id, which)
  expect([phone.drafts.conflict(id), phone.bodyOf(id)]).toEqual([undefined, expected])
  expect(server.held.get(id)?.body).toBe(expected)
})

test('a note stays in its browser', async () => {
  const { server, createDevice } = createServer()
  const desk = createDevice()
  desk.drafts.set(id, { body: 'Only for us', isNote: true })
  await desk.pass()
  expect([server.saves, desk.bodyOf(id)]).toEqual([[], 'Only for us'])
})

test('without a connection a draft is kept, and saved with the next look', async () => {
  const { server, createDevice } = createServer()
  const desk = createDevice()
  server.isReachable = false
  desk.drafts.set(id, { body: 'in the tunnel' })
  await desk.pass()
  expect(desk.bodyOf(id)).toBe('in the tunnel')
  server.isReachable = true
  await desk.drafts.look(id)
  expect(server.held.get(id)?.body).toBe('in the tunnel')
})

test('pictures outlive the page without words, and words from another device; what was sent takes them along', async () => {
  const { createDevice, server } = createServer()
  const desk = createDevice()
  const picture = { id: 'med_0', key: 'k', name: 'a.jpg', at: 1, state: 'ready' } as const
  desk.drafts.changePictures(id, (all) => [...all, picture])
  const again = createDevice(desk.stored)
  expect(again.drafts.get(id)?.pictures).toEqual([picture])
  again.drafts.set(id, { body: 'Look' })
  await again.pass()
  const phone = createDevice()
  await phone.drafts.look(id)
  phone.drafts.set(id, { body: 'Look here' })
  await phone.pass()
  await again.drafts.look(id)
  expect(again.drafts.get(id)).toMatchObject({ body: 'Look here', pictures: [picture] })
  expect(server.saves).toEqual(['Look', 'Look here'])
  again.drafts.set(id, undefined)
  expect(createDevice(desk.stored).drafts.get(id)).toBeUndefined()
})
