import { expect, test } from 'vitest'
import { errorStatus } from '#contract/api/error-codes.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { newUnreadable } from '#domain/unreadable/unreadable.ts'
import { inEnvelope } from '../../examples/examples.ts'
import { createFakeApp, type FakeApp, monday, ourNumber, workspace } from '../../support/fake-app.ts'
import {
  type Answer,
  agentClaims,
  createGateway,
  machineClaims,
  names,
  operation,
  pathOf,
} from '../../support/gateway.ts'
import { validBody, validQuery } from '../../support/valid-bodies.ts'

const theirs = 'wks_theirs'
const theirNumber = '+12065550199'
const theirAdmin = agentClaims(theirs, 'admin')

const noIds = { contact: '', conversation: '', agent: '' }

/** Our workspace and theirs, where there is one of everything that has an id. */
const createTwoWorkspaces = async () => {
  const app = createFakeApp()
  app.now = monday + 8 * 60 * 60 * 1000
  const facts = { workspace: theirs, id: 'num_theirs01', address: theirNumber, country: 'US' } as const
  await app.commit(newNumber({ ...facts, state: 'active', createdAt: monday }))
  const arrived = { queueId: 'q1', raw: inEnvelope('null'), receivedAt: monday }
  const unreadable = newUnreadable(
    { workspace: theirs, source: 'inbound', reason: 'failing', detail: 'TypeError' },
    arrived,
  )
  await app.commit(unreadable)
  const written = { workspace: theirs, createdAt: monday, version: 0 } as const
  const words = { to: 'ada@example.com', subject: 'Hi', body: 'Hi.' }
  const email = { kind: 'email', ...written, ...words, id: 'eml_theirs01', status: 'sent' } as const
  const gone = { address: email.to, reason: 'bounced', at: monday } as const
  await app.commit(email, { kind: 'email_suppression', workspace: theirs, ...gone, version: 0 })
  const program = { kind: 'program', workspace: theirs, id: 'theirs_crm', name: 'CRM of theirs' } as const
  await app.commit({ ...program, createdAt: monday, version: 0 })
  const request = createGateway(app)
  const post = async (path: string, body: unknown): Promise<Answer['body']> =>
    (await request({ method: 'POST', path, body, claims: theirAdmin })).body
  await text(app, theirNumber, '+12065550123')
  await text(app, theirNumber, '+12065550124')
  await text(app, theirNumber, '+12065550126', 'not interested')
  const [conversation, another] = app.all('conversation')
  const send_at = new Date(app.now + 60 * 60 * 1000).toISOString()
  const ids: Record<string, string> = {
    agents: '',
    consent_reviews: app.all('consent_review')[0]?.id ?? '',
    business_hours: (await post('/v1/business_hours', { name: 'Office', zone: 'Europe/Paris', weekly: {} }))
      .id,
    contacts: conversation?.contactId ?? '',
    conversations: conversation?.id ?? '',
    other_contacts: another?.contactId ?? '',
    other_conversations: another?.id ?? '',
    messages: (await post('/v1/messages', { to: '+12065550177', body: 'Hello!', send_at })).id,
    media: (await post('/v1/media', { content_type: 'image/png', bytes: 80 })).id,
    numbers: 'num_theirs01',
    programs: program.id,
    carrier_accounts: (
      await post('/v1/carrier_accounts', {
        carrier: 'flowroute',
        name: 'Ours',
        secrets: { access_key: 'access', secret_key: 'secret' },
      })
    ).id,
    teams: (await post('/v1/teams', { name: 'Sales' })).id,
    email_suppressions: email.to,
    emails: email.id,
    templates: (await post('/v1/templates', { name: 'Thanks', body: 'Thank you!' })).id,
    unreadable: unreadable.id,
    cases: (await post('/v1/cases', { to: '+12065550123', subject: 'Printer' })).id,
    webhook_endpoints: (await post('/v1/webhook_endpoints', validBody('createWebhookEndpoint', noIds))).id,
    widgets: (
      await post('/v1/widgets', {
        ...(validBody('createWidget', noIds) as object),
        number_id: 'num_theirs01',
      })
    ).id,
    workflows: (await post('/v1/workflows', validBody('createWorkflow', noIds))).id,
    me: (await post('/v1/me/push_subscriptions', validBody('createPushSubscription', noIds))).id,
    views: (await post('/v1/views', { name: 'Mine', filter: {} })).id,
  }
  const place = `${app.now}-told`
  const kept = { workspace: theirs, place, type: 'note.created', expiresAt: app.now, version: 0 } as const
  await app.commit({ kind: 'event', ...kept, id: 'told', thin: '{}' })
  const [endpoint] = app.all('webhook_endpoint')
  const outcome = { state: 'failed', attempts: 13, at: app.now, duration: 9 } as const
  const at = { endpointId: endpoint?.id ?? 'whk_', eventId: 'told' } as const
  await app.commit({ kind: 'webhook_delivery', ...kept, ...at, ...outcome })
  ids.deliveries = `whd_${place}`
  ids.imports = (await post('/v1/imports', validBody('createImport', noIds))).id
  ids.jobs = (await post(`/v1/imports/${ids.imports}/check`, undefined)).job.id
  ids.exports = (await post('/v1/exports', validBody('createExport', noIds))).id
  ids.agents = app.all('agent')[0]?.id ?? ''
  return { app, request, ids }
}

const text = (app: FakeApp, to: string, from: string, body = 'Hello?') =>
  receiveMessage(app, {
    carrier: 'aws',
    carrierMessageId: `from ${from} to ${to}`,
    from,
    to,
    body,
    at: app.now,
  })

/** Ids of outside systems are of the workspace that names them. */
const isByExternal = (name: (typeof names)[number]) => operation(name).path.includes('/by_external/')

/** The names of reports are those of every workspace. */
const isReport = (name: (typeof names)[number]) => operation(name).path.startsWith('/v1/reports/')

const withIds = names.filter(
  (name) => operation(name).path.includes('{') && !isByExternal(name) && !isReport(name),
)

const requestFor = (name: (typeof names)[number], ids: Record<string, string>) => {
  const [, , resource = ''] = operation(name).path.split('/')
  const id = ids[resource]
  if (!id) throw new Error(`Make one of ${resource} in their workspace, so that ${name} is covered.`)
  const { other_contacts: contact = '', other_conversations: conversation = '', agents: agent = '' } = ids
  return {
    method: operation(name).method,
    path: pathOf(name, {
      ...{ id, agent_id: agent, tag: 'vip', address: 'ada@example.com', delivery_id: ids.deliveries ?? '' },
      ...{ system: 'syncro', external_id: '7' },
    }),
    query: validQuery(name),
    headers: { 'if-match': '*' },
    body: operation(name).body && validBody(name, { contact, conversation, agent }),
  }
}

test.each(withIds)(
  '%s finds nothing of another workspace, neither for its admins nor for its programs',
  async (name) => {
    const { app, request, ids } = await createTwoWorkspaces()
    const before = structuredClone(app.stored)
    for (const claims of [
      agentClaims(workspace, 'admin'),
      machineClaims(workspace, 'read', 'send', 'manage'),
    ]) {
      const { status, body } = await request({ ...requestFor(name, ids), claims })
      // Programs claim nothing at all, and have no devices.
      const isForPeople = name === 'claimConversation' || name === 'deletePushSubscription'
      const code = claims.client_id && isForPeople ? 'forbidden' : 'not_found'
      expect({ status, code: body.code }).toEqual({ status: errorStatus[code], code })
    }
    const written = [...app.stored].filter(([key, record]) => before.get(key)?.version !== record.version)
    expect(written.filter(([, record]) => 'workspace' in record && record.workspace === theirs)).toEqual([])
  },
)

test.each(withIds)('%s finds what is in the own workspace', async (name) => {
  const { request, ids } = await createTwoWorkspaces()
  const { status } = await request({ ...requestFor(name, ids), claims: theirAdmin })
  expect(status).not.toBe(404)
})

test.each([
  ['POST', '/v1/conversations', (ids) => ({ contact_id: ids.contacts, body: 'Hello!' })],
  ['POST', '/v1/messages', (ids) => ({ contact_id: ids.contacts, body: 'Hello!' })],
  ['POST', '/merge', (ids) => ({ conversation_id: ids.conversations })],
  ['POST', '/unmerge', (ids) => ({ conversation_id: ids.conversations })],
  ['POST', '/split', (ids) => ({ message_id: ids.messages })],
  ['POST', '/transfer', (ids) => ({ agent_id: ids.agents })],
  ['POST', '/participants', (ids) => ({ agent_id: ids.agents })],
  ['PATCH', '', (ids) => ({ team_id: ids.teams })],
] as [string, string, (ids: Record<string, string>) => unknown][])(
  '%s %s refuses the id of another workspace in its body',
  async (method, path, body) => {
    const { app, request, ids } = await createTwoWorkspaces()
    await text(app, ourNumber, '+12065550125')
    const ours = app.all('conversation').find((conversation) => conversation.workspace === workspace)
    const { status, body: problem } = await request({
      method,
      path: path.startsWith('/v1') ? path : `/v1/conversations/${ours?.id}${path}`,
      claims: agentClaims(workspace, 'admin'),
      headers: { 'if-match': '*' },
      body: body(ids),
    })
    expect([404, 422]).toContain(status)
    expect(['not_found', 'validation_failed']).toContain(problem.code)
  },
)

test.each(names.filter(isByExternal))(
  '%s leaves what another workspace has under the same id',
  async (name) => {
    const { app, request } = await createTwoWorkspaces()
    const call = {
      method: operation(name).method,
      path: pathOf(name, { system: 'crm', id: '7', external_id: '7' }),
      body: validBody(name, noIds),
    }
    const { status: created, body } = await request({ ...call, claims: theirAdmin })
    const before = structuredClone(app.stored)
    const ours = await request({ ...call, claims: agentClaims(workspace, 'admin') })
    expect([created, ours.status]).toEqual([201, 201])
    expect(ours.body.id).not.toBe(body.id)
    for (const [key, record] of before) expect(app.stored.get(key)).toEqual(record)
  },
)

test('lists show nothing of another workspace', async () => {
  const { request } = await createTwoWorkspaces()
  const lists = names.filter(
    (name) => operation(name).method === 'GET' && !operation(name).path.includes('{'),
  )
  const said = await Promise.all(
    lists.map(async (name) => {
      const path = pathOf(name)
      const query = validQuery(name)
      const { body } = await request({ method: 'GET', path, query, claims: agentClaims(workspace, 'admin') })
      return JSON.stringify(body)
    }),
  )
  expect(said.join()).not.toMatch(/theirs|1206555012|Sales|Office|Mine|Refunds/)
})
