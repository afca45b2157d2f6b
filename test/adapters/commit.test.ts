import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitTo } from '#adapters/dynamo/commit.ts'
import { contactKeys, contactRecord } from '#adapters/dynamo/contact.ts'
import { getRecord } from '#adapters/dynamo/record.ts'
import { type Contact, newContact } from '#domain/contacts/contact.ts'
import { ConflictError } from '#domain/error.ts'
import { type Engine, startEngine } from '../support/engine.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const contact = (id: string): Contact =>
  newContact({ workspace: 'wks_a', id: `con_${id}`, phones: [], createdAt: 1 })
const read = ({ workspace, id }: Contact) =>
  getRecord(engine.table, [contactRecord], contactKeys({ workspace, id }), 'fresh')
const conflict = (kinds: string[]) => expect.objectContaining({ name: 'ConflictError', kinds })

test('what is written can be read, one version on', async () => {
  const commit = commitTo(engine.table)
  await commit({ ...contact('1'), name: 'Ada' })
  expect(await read(contact('1'))).toEqual({ ...contact('1'), name: 'Ada', version: 1 })
})

test('a record that exists is not made a second time', async () => {
  const commit = commitTo(engine.table)
  await commit(contact('2'))
  await expect(commit({ ...contact('2'), name: 'other' })).rejects.toEqual(conflict(['contact']))
})

test('of fifty writers who read the same version one wins', async () => {
  const commit = commitTo(engine.table)
  await commit(contact('3'))
  const writers = Array.from({ length: 50 }, (_, i) => commit({ ...contact('3'), version: 1, name: `w${i}` }))
  const results = await Promise.allSettled(writers)
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  const losers = results.filter((result) => result.status === 'rejected')
  expect(losers.every(({ reason }) => reason instanceof ConflictError)).toBe(true)
})

test('where one record was overtaken none is written, and the error names its kind', async () => {
  const commit = commitTo(engine.table)
  await commit(contact('4'))
  const cursorKey = { kind: 'cursor_key' as const, workspace: 'wks_b' as const, key: 'k', version: 0 }
  await expect(commit(cursorKey, { ...contact('4'), version: 7 })).rejects.toEqual(conflict(['contact']))
  await commit(cursorKey)
})

test('the same id in another workspace is another record', async () => {
  const commit = commitTo(engine.table)
  await commit({ ...contact('5'), name: 'ours' })
  expect(await read({ ...contact('5'), workspace: 'wks_other' })).toBeUndefined()
})
