import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { addNote } from '#domain/conversations/add-note.ts'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { editConversation } from '#domain/conversations/edit-conversation.ts'
import {
  addParticipant,
  removeParticipant,
  transferConversation,
} from '#domain/conversations/transfer-conversation.ts'
import type { ConversationId } from '#domain/ids.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import {
  admin,
  ana,
  ben,
  cleo,
  createOffice,
  program,
  receive,
  refusal,
  stored,
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'

type Act = (app: FakeApp, who: Principal, id: ConversationId) => Promise<unknown>

const acts = {
  claim: claimConversation,
  release: giveUpClaim,
  transfer: (app, who, id) => transferConversation(app, who, id, cleo.id),
  'add a participant': (app, who, id) => addParticipant(app, who, id, cleo.id),
  'remove a participant': (app, who, id) => removeParticipant(app, who, id, ben.id),
  close: closeConversation,
  reopen: reopenConversation,
  note: (app, who, id) => addNote(app, who, id, { body: 'Careful.' }),
  edit: (app, who, id) => editConversation(app, who, id, { subject: 'Order 17' }),
  reply: (app, who, id) => sendMessage(app, who, id, { body: 'Hello!' }),
} satisfies Record<string, Act>

const people = { ana, ben, cleo, admin, program }

type Make = (app: FakeApp) => Promise<ConversationId>

const unclaimed: Make = async (app) => (await receive(app)).conversationId ?? 'cnv_'

const claimed: Make = async (app) => {
  const id = await unclaimed(app)
  await claimConversation(app, ana, id)
  await addParticipant(app, ana, id, ben.id)
  return id
}

const closed: Make = async (app) => {
  const id = await claimed(app)
  await closeConversation(app, ana, id)
  return id
}

/** In those that are or were claimed, by ana, ben participates. */
const states = { unclaimed, claimed, closed }

const ok = 'done'

/** Who is not named answers as `others` do. */
const table: Record<keyof typeof states, Record<keyof typeof acts, Record<string, string>>> = {
  unclaimed: {
    claim: { others: ok, program: 'forbidden' },
    release: { others: 'not_claimed', admin: ok, program: ok },
    transfer: { others: 'not_claimed', admin: ok, program: ok },
    'add a participant': { others: 'not_claimed', admin: ok, program: ok },
    'remove a participant': { others: 'not_claimed', ben: ok, admin: ok, program: ok },
    close: { others: 'forbidden', admin: ok, program: ok },
    reopen: { others: 'forbidden', admin: ok, program: ok },
    note: { others: ok },
    edit: { others: ok },
    reply: { others: 'not_claimer', program: ok },
  },
  claimed: {
    claim: { others: 'claimed_by_other', ana: ok, program: 'forbidden' },
    release: { others: 'forbidden', ana: ok, admin: ok, program: ok },
    transfer: { others: 'forbidden', ana: ok, admin: ok, program: ok },
    'add a participant': { others: 'forbidden', ana: ok, admin: ok, program: ok },
    'remove a participant': { others: 'forbidden', ana: ok, ben: ok, admin: ok, program: ok },
    close: { others: ok, cleo: 'forbidden' },
    reopen: { others: ok, cleo: 'forbidden' },
    note: { others: ok, cleo: 'forbidden' },
    edit: { others: ok, cleo: 'forbidden' },
    reply: { others: 'not_claimer', ana: ok, program: ok },
  },
  closed: {
    claim: { others: 'conversation_closed', program: 'forbidden' },
    release: { others: 'forbidden', ana: ok, admin: ok, program: ok },
    transfer: { others: 'conversation_closed' },
    'add a participant': { others: 'forbidden', ana: ok, admin: ok, program: ok },
    'remove a participant': { others: 'forbidden', ana: ok, ben: ok, admin: ok, program: ok },
    close: { others: ok, cleo: 'forbidden' },
    reopen: { others: ok, cleo: 'forbidden' },
    note: { others: ok, cleo: 'forbidden' },
    edit: { others: ok, cleo: 'forbidden' },
    reply: { others: 'not_claimer', ana: 'conversation_closed', program: 'conversation_closed' },
  },
}

const rows = Object.entries(table).flatMap(([state, perAct]) =>
  Object.entries(perAct).flatMap(([act, answers]) =>
    Object.keys(people).map((who) => ({ state, act, who, answer: answers[who] ?? answers.others })),
  ),
) as {
  state: keyof typeof states
  act: keyof typeof acts
  who: keyof typeof people
  answer: string
}[]

test.each(rows)('[S4] $state: $who wants to $act: $answer', async ({ state, act, who, answer }) => {
  const app = await createOffice()
  const id = await states[state](app)
  const outcome = await (acts[act] as Act)(app, people[who], id).then(
    () => ok,
    ({ code }) => code,
  )
  expect(outcome).toBe(answer)
})

const createClaimed = async () => {
  const app = await createOffice()
  const id = await claimed(app)
  const now = (): Conversation => stored(app, id)
  return { app, id, now }
}

test('[S4] of fifty agents who claim at once one gets it, the others are told who', async () => {
  const app = await createOffice()
  const id = await unclaimed(app)
  const agents = Array.from({ length: 50 }, (_, i) => ({ ...ana, id: `agt_${i}` as const }))
  const results = await Promise.allSettled(agents.map((agent) => claimConversation(app, agent, id)))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  const extra = { claimed_by: stored(app, id).claimedBy }
  expect(refused).toEqual(Array(49).fill(refusal('claimed_by_other', extra)))
})

test('[S4] who claimed before stays a participant', async () => {
  const { app, id, now } = await createClaimed()
  await transferConversation(app, ana, id, cleo.id)
  expect(now()).toMatchObject({ claimedBy: cleo.id, participants: [ben.id, ana.id] })
  await giveUpClaim(app, cleo, id)
  expect(now().claimedBy).toBeUndefined()
  expect(now().participants).toEqual([ben.id, ana.id, cleo.id])
  await claimConversation(app, ana, id)
  expect(now()).toMatchObject({ claimedBy: ana.id, participants: [ben.id, cleo.id] })
})

test('claiming, adding and closing what already is so changes nothing', async () => {
  const { app, id, now } = await createClaimed()
  const before = now()
  await claimConversation(app, ana, id)
  await addParticipant(app, ana, id, ben.id)
  await addParticipant(app, ana, id, ana.id)
  await removeParticipant(app, ana, id, cleo.id)
  await reopenConversation(app, ana, id)
  expect(now()).toEqual(before)
  await closeConversation(app, ana, id)
  const closed = now()
  app.advance(1000)
  await closeConversation(app, ana, id)
  expect(now()).toEqual(closed)
})

test.each(['agt_nobody', 'agt_cleo'] as const)(
  'nothing is handed to %s, who is no active agent',
  async (agent) => {
    const app = await createOffice({ inactive: ['agt_cleo'] })
    const id = await claimed(app)
    await expect(transferConversation(app, ana, id, agent)).rejects.toEqual(refusal('validation_failed'))
    await expect(addParticipant(app, ana, id, agent)).rejects.toEqual(refusal('validation_failed'))
  },
)

test('a conversation cannot be reopened by hand while the customer has another one', async () => {
  const { app, id } = await createClaimed()
  await closeConversation(app, ana, id)
  app.advance(6 * 24 * 60 * 60 * 1000)
  const { conversationId } = await receive(app)
  const extra = { conversation_id: conversationId }
  await expect(reopenConversation(app, ana, id)).rejects.toEqual(refusal('open_conversation_exists', extra))
})

test('a conversation that is reopened by hand says so, and gets the next text', async () => {
  const { app, id, now } = await createClaimed()
  await closeConversation(app, ana, id)
  await reopenConversation(app, ana, id)
  expect(now()).toMatchObject({
    state: 'open',
    claimedBy: ana.id,
    threading: { decision: 'reopen', reason: 'reopened_by_hand' },
  })
  expect(await receive(app)).toMatchObject({ conversationId: id, threading: { decision: 'append' } })
})

test('a program that may only read changes nothing', async () => {
  const { app, id } = await createClaimed()
  const reader: Principal = { ...program, kind: 'program', scopes: ['read'] }
  await expect(closeConversation(app, reader, id)).rejects.toEqual(refusal('forbidden'))
  await expect(addNote(app, reader, id, { body: 'x' })).rejects.toEqual(refusal('forbidden'))
})
