import { createApp } from '#adapters/app.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import type { Principal } from '#domain/agents/principal.ts'
import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import type { Phone } from '#domain/phones/phone.ts'
import type { Engine } from './engine.ts'
import { followStream } from './follow-stream.ts'

const morning = Date.parse('2026-11-23T18:00:00Z')
let offices = 0

/** A workspace of its own on the engine, with four people and a program; its clock goes on with every text. */
export const createOffice = async (engine: Engine) => {
  const workspace: WorkspaceId = `wks_office${++offices}`
  const address = `+1206555${1000 + offices}`
  let now = morning
  const app = followStream({
    ...createApp(engine.table),
    renderer: rendererAtNeed(),
    files: createFiles(),
    portalUrl: 'https://portal.example',
    clock: { now: () => now, pause: async () => {} },
  })
  const people = peopleOf(workspace)
  for (const { id, role } of [people.ana, people.ben, people.cleo, people.admin]) {
    await app.commit({
      kind: 'agent',
      workspace,
      id,
      role,
      name: id,
      active: true,
      createdAt: now,
      version: 0,
    })
  }
  const facts = { workspace, id: 'num_main', address, country: 'US', createdAt: now } as const
  await app.commit(newNumber({ ...facts, state: 'active' }))
  let texts = 0
  /** The conversation of a customer, after a text of theirs. */
  const text = async (from: Phone, body = 'Hello?'): Promise<ConversationId> => {
    now += 1000
    const carrierMessageId = `${workspace} ${++texts}`
    await receiveMessage(app, { carrier: 'aws', carrierMessageId, from, to: address, body, at: now })
    const thread = await app.threads.byPhone(workspace, from, 'fresh')
    return thread?.heads[0]?.conversationId ?? 'cnv_'
  }
  return { app, workspace, number: address, text, ...people }
}

const peopleOf = (workspace: WorkspaceId) => {
  const agent = (name: string) => ({ kind: 'agent', workspace, id: `agt_${name}`, role: 'agent' }) as const
  return {
    ana: agent('ana'),
    ben: agent('ben'),
    cleo: agent('cleo'),
    admin: { ...agent('admin'), role: 'admin' },
    program: programOf(workspace),
  } as const
}

const programOf = (workspace: WorkspaceId): Principal => ({
  kind: 'program',
  workspace,
  id: 'crm',
  scopes: ['read', 'send', 'manage'],
})
