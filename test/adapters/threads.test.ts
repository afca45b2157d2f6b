import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import type { ThreadRef } from '#domain/ids.ts'
import { newThread } from '#domain/threads/thread.ts'
import { type Engine, startEngine } from '../support/engine.ts'

const workspace = 'wks_threads'
let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

let refs = 0
const keep = async (phone: string) => {
  const ref = `h7d2m9x4c8v5${10 + refs++}` as ThreadRef
  await createApp(engine.table).commit(newThread({ workspace, phone, ref, contactId: 'con_1' }))
  return ref
}

const read = async (phone: string) => {
  engine.units()
  const thread = await createApp(engine.table).threads.byPhone(workspace, phone)
  return { ref: thread?.ref, units: engine.units().read }
}

test.each(['+12065550123', '+447911123456', '72345', 'AMAZON'])(
  'the thread of %s is read by its one key',
  async (address) => {
    const ref = await keep(address)
    expect(await read(address)).toEqual({ ref, units: 0.5 })
  },
)

test('a mobile in two writings is found under the one in which it is kept', async () => {
  const ref = await keep('+5215512345611')
  expect(await read('+525512345611')).toMatchObject({ ref })
  expect(await read('+5215512345611')).toMatchObject({ ref })
})

test('of two threads of one phone that an earlier version kept, each is found by its own writing', async () => {
  const [today, besides] = [await keep('+5541988887722'), await keep('+554188887722')]
  expect(await read('+5541988887722')).toEqual({ ref: today, units: 1 })
  expect(await read('+554188887722')).toEqual({ ref: besides, units: 1 })
})
