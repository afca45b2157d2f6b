import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCursors } from '#adapters/cursors.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { type Engine, startEngine } from '../support/engine.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const workspace: WorkspaceId = 'wks_cursors'
/** As an instance of a function that has read no key yet. */
const cursors = () => createCursors(engine.table)

test('a cursor of one instance is opened by another', async () => {
  const cursor = await cursors().seal(workspace, '01m84s1678#é')
  expect(await cursors().open(workspace, cursor)).toBe('01m84s1678#é')
})

test('fifty instances that need the key of a workspace at once make one', async () => {
  const sealed = await Promise.all(Array.from({ length: 50 }, () => cursors().seal('wks_rush', 'here')))
  expect(new Set(sealed).size).toBe(1)
})

test('a cursor of another workspace is none', async () => {
  const cursor = await cursors().seal('wks_other', 'here')
  expect(await cursors().open(workspace, cursor)).toBeUndefined()
  expect(await cursors().open('wks_other', cursor)).toBe('here')
})

test('a cursor with any bit altered is none, nor is one that was cut or made up', async () => {
  const { seal, open } = cursors()
  const bytes = Buffer.from(await seal(workspace, 'here'), 'base64url')
  const altered = Array.from(bytes, (_, at) =>
    Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))),
  )
  const cut = Array.from(bytes, (_, end) => bytes.subarray(0, end))
  for (const made of [...altered, ...cut]) {
    expect(await open(workspace, made.toString('base64url'))).toBeUndefined()
  }
  for (const made of ['', 'here', '{}', '~', 'x'.repeat(500)]) {
    expect(await open(workspace, made)).toBeUndefined()
  }
})

test('a key that could not be read is asked for again', async () => {
  let isDown = true
  const get: Engine['table']['get'] = (...args) =>
    isDown ? Promise.reject(new Error('unreachable')) : engine.table.get(...args)
  const { seal } = createCursors({ ...engine.table, get })
  await expect(seal(workspace, 'here')).rejects.toThrow('unreachable')
  isDown = false
  expect(await seal(workspace, 'here')).toBe(await cursors().seal(workspace, 'here'))
})
