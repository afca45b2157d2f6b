import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { listMessages } from '#domain/conversations/list-messages.ts'
import { mergeConversation } from '#domain/conversations/merge-conversation.ts'
import { newNote } from '#domain/conversations/new-note.ts'
import { splitConversation } from '#domain/conversations/split-conversation.ts'
import { unmergeConversation } from '#domain/conversations/unmerge-conversation.ts'
import { ConflictError } from '#domain/error.ts'
import { type ConversationId, entryOrder, newThreadRef } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createOffice } from '../support/engine-office.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const fifty = <T>(work: (i: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: 50 }, (_, i) => work(i)))

const reasons = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))

const code = (code: string) => expect.objectContaining({ code })

test('[S4] of fifty agents who claim a conversation at once one gets it', async () => {
  const { app, text, workspace, ana } = await createOffice(engine)
  const id = await text('+12065550120')
  const claims = await fifty((i) => claimConversation(app, { ...ana, id: `agt_${i}` as const }, id))
  expect(reasons(claims)).toEqual(Array(49).fill(code('claimed_by_other')))
  const winner = claims.findIndex(({ status }) => status === 'fulfilled')
  expect(await app.conversations.get(workspace, id, 'fresh')).toMatchObject({ claimedBy: `agt_${winner}` })
})

test('[S3] of fifty programs that start a conversation at once one does', async () => {
  const { app, program } = await createOffice(engine)
  const starts = await fifty(() => startConversation(app, program, { to: '+12065550120', body: 'Hello!' }))
  const refusals = reasons(starts).filter((reason) => !(reason instanceof ConflictError))
  expect(refusals).toEqual(refusals.map(() => code('open_conversation_exists')))
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await listConversations(app, program, { tab: 'active', limit: 25 })).records).toHaveLength(1)
})

test('[S3] fifty first texts of a phone at once share one conversation', async () => {
  const { app, workspace, program, number } = await createOffice(engine)
  const at = app.clock.now()
  /** As a queue does. */
  const deliver = async (text: CarrierInbound): Promise<void> => {
    await receiveMessage(app, text).catch(async (error) => {
      if (!(error instanceof ConflictError)) throw error
      await setImmediate()
      return deliver(text)
    })
  }
  const from = '+12065550120'
  const facts = { carrier: 'aws', from, to: number, body: 'Hello?', at } as const
  expect(reasons(await fifty((i) => deliver({ ...facts, carrierMessageId: `${i}` })))).toEqual([])
  const { records } = await listConversations(app, program, { tab: 'active', limit: 25 })
  const thread = await app.threads.byPhone(workspace, from, 'fresh')
  expect(records).toMatchObject([{ id: thread?.heads[0]?.conversationId }])
  const entries = await app.messages.entries(workspace, thread?.ref ?? '', { limit: 100 })
  const texts = entries.filter((entry) => entry.kind === 'message' && entry.direction === 'inbound')
  expect(texts).toHaveLength(50)
  expect(new Set(texts.map(({ conversationId }) => conversationId)).size).toBe(1)
})

test('eighty messages are split off, merged and given back, each in one transaction', async () => {
  const { app, text, program, workspace } = await createOffice(engine)
  const from = '+12065550120'
  const id = await text(from, 'first')
  for (let i = 0; i < 80; i++) await text(from, `text ${i}`)
  const { records } = await listMessages(app, program, id, { limit: 80 })
  const next = await splitConversation(app, program, id, records.at(-1)?.id)
  const count = async (of: ConversationId) =>
    (await listMessages(app, program, of, { limit: 100 })).records.filter((m) => m.direction === 'inbound')
      .length
  expect([await count(id), await count(next.id)]).toEqual([1, 80])
  await mergeConversation(app, program, next.id, id)
  expect([await count(id), await count(next.id)]).toEqual([0, 81])
  await unmergeConversation(app, program, next.id, id)
  expect([await count(id), await count(next.id)]).toEqual([1, 80])
  const states = [id, next.id].map((one) => app.conversations.get(workspace, one, 'fresh'))
  expect(await Promise.all(states)).toMatchObject([{ state: 'closed' }, { state: 'open' }])
})

test('entries are read to the end, though one answer of the engine holds a megabyte at most', async () => {
  const app = createApp(engine.table)
  const workspace = 'wks_long'
  const ref = newThreadRef(app.randomId)
  const conversationId = `cnv_${entryOrder(1, 1, app.randomId)}${ref}` as const
  for (let i = 0; i < 30; i++) {
    await app.commit(newNote(app, { workspace, conversationId, body: 'x'.repeat(60_000) }))
  }
  expect(await app.messages.entries(workspace, ref, { limit: 200 })).toHaveLength(30)
  expect(await app.messages.entries(workspace, ref, { limit: 25 })).toHaveLength(25)
})
