import { expect, test } from 'vitest'
import { ProblemError } from '#contract/client.ts'
import type { Upload } from '../../../portal/src/data/api.ts'
import { createDrafts } from '../../../portal/src/data/drafts.ts'
import { createPictures } from '../../../portal/src/data/pictures.ts'

const talk = 'cnv_0'

/** A desk with the API's uploads, whose end the test gives, and places that take what they are given. */
const createDesk = () => {
  const uploads = new Map<string, Partial<Upload>>()
  const desk = {
    ...{ uploads, created: [] as object[], stored: new Map<string, string>() },
    /** What becomes of a picture once it is looked at. */
    end: { state: 'ready', thumbnail_url: 'thumbnail' } as Partial<Upload>,
    put: async (tell: (part: number) => void) => tell(0.5),
  }
  const api = {
    createMedia: async ({ body }: { body: object }) => {
      const id = `med_${desk.created.push(body) - 1}`
      uploads.set(id, { state: 'uploading' })
      return { id, place: { method: 'PUT', url: id, headers: {} } }
    },
    completeMedia: async ({ id }: { id: string }) => uploads.set(id, { state: 'fetching' }),
    getMedia: async ({ id }: { id: string }) => {
      const upload = uploads.get(id)
      if (!upload) throw new ProblemError({ code: 'not_found' } as never)
      uploads.set(id, desk.end)
      return upload
    },
  } as never
  const open = () => {
    const drafts = createDrafts('agt_0', {} as never, {
      storage: {
        getItem: (key) => desk.stored.get(key) ?? null,
        setItem: (key, value) => void desk.stored.set(key, value),
        removeItem: (key) => void desk.stored.delete(key),
      },
      onOtherTab: () => {},
      later: () => () => {},
    })
    let keys = 0
    const pictures = createPictures(api, drafts, {
      now: () => 0,
      newKey: () => `key${keys++}`,
      pause: async () => {},
      put: (_place, _file, tell) => desk.put(tell),
    })
    const states = () => pictures.of(talk).map(({ name, state, why }) => [name, why ?? state])
    return { drafts, pictures, states }
  }
  return { ...desk, desk, open }
}

const file = (name: string, type = 'image/jpeg', size = 3) => new File([new Uint8Array(size)], name, { type })
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('pictures reach their place and are made ready, in the order in which they were chosen', async () => {
  const { open, created } = createDesk()
  const { pictures, states, drafts } = open()
  const left = pictures.add(talk, [file('a.jpg'), file('b.HEIC', ''), file('c.jpg')], 2)
  expect([left, states()]).toEqual([
    1,
    [
      ['a.jpg', 'sending'],
      ['b.HEIC', 'sending'],
    ],
  ])
  expect(pictures.isSending()).toBe(true)
  await settled()
  expect(pictures.isSending()).toBe(false)
  expect(states()).toEqual([
    ['a.jpg', 'ready'],
    ['b.HEIC', 'ready'],
  ])
  expect(created).toEqual([
    { content_type: 'image/jpeg', bytes: 3 },
    { content_type: 'image/heic', bytes: 3 },
  ])
  expect(drafts.get(talk)?.pictures?.map(({ id }) => id)).toEqual(['med_0', 'med_1'])
  expect(pictures.thumbnail('med_0')).toBe('thumbnail')
})

test('what is too large or no picture is known before anything is sent', async () => {
  const { open, created } = createDesk()
  const { pictures, states } = open()
  const files = [
    file('big.png', 'image/png', 10_000_001),
    file('a.pdf', 'application/pdf'),
    file('0.png', 'image/png', 0),
  ]
  pictures.add(talk, files, 10)
  await settled()
  expect(states()).toEqual([
    ['big.png', 'too_large'],
    ['a.pdf', 'wrong_type'],
    ['0.png', 'unreadable'],
  ])
  expect(created).toEqual([])
})

test('a lost connection is said, and the same file is tried again', async () => {
  const { desk, open } = createDesk()
  const { pictures, states } = open()
  const parts: unknown[] = []
  desk.put = async (tell) => {
    tell(0.4)
    parts.push(pictures.of(talk)[0]?.progress)
    throw new TypeError('Lost')
  }
  pictures.add(talk, [file('a.jpg')], 10)
  await settled()
  expect([parts, states()]).toEqual([[0.4], [['a.jpg', 'lost']]])
  desk.put = async () => {}
  pictures.retry(talk, pictures.of(talk)[0]?.key ?? '')
  await settled()
  expect(states()).toEqual([['a.jpg', 'ready']])
})

test('a picture that cannot be made ready says why, and one that is taken away is gone', async () => {
  const { desk, open } = createDesk()
  const { pictures, states } = open()
  desk.end = { state: 'failed', reason: 'unreadable' }
  pictures.add(talk, [file('a.jpg')], 10)
  await settled()
  expect(states()).toEqual([['a.jpg', 'unreadable']])
  desk.end = { state: 'fetching' }
  pictures.retry(talk, pictures.of(talk)[0]?.key ?? '')
  await settled()
  expect(states()).toEqual([['a.jpg', 'slow']])
  pictures.remove(talk, pictures.of(talk)[0]?.key ?? '')
  expect([states(), desk.stored.size]).toEqual([[], 0])
})

test('the next page goes on with what was being made ready, and says what was kept too long', async () => {
  const { desk, open } = createDesk()
  const { drafts } = open()
  const picture = { name: 'a.jpg', at: 0, state: 'looking' } as const
  desk.uploads.set('med_0', { state: 'fetching' })
  drafts.changePictures(talk, () => [
    { ...picture, id: 'med_0', key: 'a' },
    { ...picture, id: 'med_9', key: 'b' },
  ])
  const next = open()
  next.pictures.resume(talk)
  await settled()
  expect(next.states()).toEqual([
    ['a.jpg', 'ready'],
    ['a.jpg', 'expired'],
  ])
})
