import type { BaseApp } from '#adapters/app.ts'
import type { App } from '#domain/app.ts'
import type { Carrier } from '#domain/carriers/carrier.ts'
import type { NumberId, WorkspaceId } from '#domain/ids.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { newUnreadable } from '#domain/unreadable/unreadable.ts'
import { agentClaims, type Claims, createGateway, machineClaims } from '../support/gateway.ts'
import { theirWord } from './hostile.ts'
import { createRandom, type Random } from './random.ts'

/** What the fuzzer needs of an app, be it over a table in memory or over the engine. */
type FuzzedApp = BaseApp & { carrier: Carrier; files: App['files'] }

/** Two workspaces and what is known of them. Ids and cursors come in from every answer. */
export type World = {
  app: FuzzedApp
  random: Random
  /** Moves the clock of the app. */
  advance(milliseconds: number): void
  ours: Known
  theirs: Known
  /** What the ids of the thread end with that was named last. */
  thread: string
  /** Lines of the log since the last step, as JSON. */
  logged: string[]
}

type Known = { ids: Set<string>; cursors: string[] }

export const ourWorkspace: WorkspaceId = 'wks_ours'
const theirWorkspace: WorkspaceId = 'wks_theirs'

export const ourNumbers = ['+12065550100', '+12065550101'] as const
export const theirNumber = '+12065550190'
/** Phones of customers, in the ways in which people and carriers write them. */
export const phones = [
  ...Array.from({ length: 15 }, (_, i) => `+120655511${String(i + 10)}`),
  '(206) 555-0125',
  '206-555-0126',
  '+442079460958',
]

type Role = { name: string; claims: Claims; isTheirs?: true }

const sibling = (claims: Claims, name: string): Claims => ({
  ...claims,
  sub: `${claims.sub}-${name}`,
  username: name,
})

/** Whoever may knock: people and programs with every scope, and those who may not come in. */
export const roles: Role[] = [
  { name: 'admin', claims: agentClaims(ourWorkspace, 'admin') },
  { name: 'agent', claims: agentClaims(ourWorkspace) },
  { name: 'other agent', claims: sibling(agentClaims(ourWorkspace), 'ben') },
  { name: 'program that may all', claims: machineClaims(ourWorkspace, 'read', 'send', 'manage') },
  { name: 'program that reads', claims: machineClaims(ourWorkspace, 'read') },
  { name: 'program that sends', claims: machineClaims(ourWorkspace, 'send') },
  { name: 'program that manages', claims: machineClaims(ourWorkspace, 'manage') },
  { name: 'program without scopes', claims: machineClaims(ourWorkspace, 'nothing') },
  { name: 'admin of theirs', claims: agentClaims(theirWorkspace, 'admin'), isTheirs: true },
  {
    name: 'program of theirs',
    claims: machineClaims(theirWorkspace, 'read', 'send', 'manage'),
    isTheirs: true,
  },
  { name: 'nobody', claims: {} },
  { name: 'id token', claims: { ...agentClaims(ourWorkspace, 'admin'), token_use: 'id' } },
  {
    name: 'somebody of both',
    claims: { ...agentClaims(ourWorkspace), 'cognito:groups': '[wks_ours wks_theirs]' },
  },
]

type Base = Omit<World, 'random' | 'logged' | 'thread' | 'ours' | 'theirs'>

/** Ours with two numbers, theirs with one of everything that has an id, every word of it theirs alone. */
export const createWorld = async (base: Base, seed: number): Promise<World> => {
  const logged: string[] = []
  const tell = (...line: unknown[]) => void logged.push(JSON.stringify(line))
  const app: FuzzedApp = { ...base.app, log: { info: tell, warn: tell, error: tell }, report: tell }
  await addNumbers(app)
  const theirs = { ids: await fillTheirs(app), cursors: [] }
  const ours = { ids: new Set(['num_ours0001', 'num_ours0002']), cursors: [] }
  return { ...base, app, random: createRandom(seed), ours, theirs, thread: '', logged }
}

const addNumbers = async (app: FuzzedApp) => {
  const places: [WorkspaceId, NumberId, string][] = [
    [ourWorkspace, 'num_ours0001', ourNumbers[0]],
    [ourWorkspace, 'num_ours0002', ourNumbers[1]],
    [theirWorkspace, 'num_theirs01', theirNumber],
  ]
  for (const [workspace, id, address] of places) {
    const facts = { workspace, id, address, country: 'US', createdAt: app.clock.now() } as const
    await app.commit(newNumber({ ...facts, state: 'active' }))
  }
}

const fillTheirs = async (app: FuzzedApp): Promise<Set<string>> => {
  const request = createGateway(app)
  const ids = new Set(['num_theirs01'])
  const post = async (path: string, body: object) => {
    const claims = agentClaims(theirWorkspace, 'admin')
    const answer = await request({ method: 'POST', path, body, claims })
    for (const id of idsIn(answer.body)) ids.add(id)
    return answer.body
  }
  const week = { monday: [{ from: '08:00', to: '20:00' }] }
  const name = theirWord
  await post('/v1/business_hours', { name, zone: 'Europe/Paris', weekly: week })
  await post('/v1/contacts', { name, phones: [{ phone: '+12065550197' }] })
  const { id } = await post('/v1/conversations', { to: '+12065550198', body: `Hello ${name}`, subject: name })
  await post(`/v1/conversations/${id}/notes`, { body: name })
  await post('/v1/messages', { to: '+12065550199', body: name, metadata: { [name]: name } })
  await post('/v1/cases', { to: '+12065550198', subject: name, external: { system: 'crm', id: name } })
  await post('/v1/teams', { name })
  await post('/v1/views', { name, filter: { tag: name } })
  const facts = {
    workspace: theirWorkspace,
    source: 'inbound',
    reason: 'failing',
    detail: 'TypeError',
  } as const
  const kept = newUnreadable(facts, { queueId: 'theirs', raw: name, receivedAt: app.clock.now() })
  await app.commit(kept)
  return ids.add(kept.id)
}

/** What the ids begin with that requests name. */
export const prefixes = [
  ...[
    'cnv',
    'msg',
    'not',
    'con',
    'num',
    'agt',
    'tem',
    'viw',
    'hrs',
    'unr',
    'crv',
    'cac',
    'med',
    'cas',
    'eml',
  ],
  ...['imp', 'job', 'tpl', 'whk', 'wfl', 'cen', 'psb', 'psh', 'wdg', 'whd'],
]

/** A delivery's id names its event. */
const idPattern = new RegExp(`\\b(?:${prefixes.join('|')})_(?:\\d{13}-[\\w-]{1,100}|[0-9a-z]{8,40}\\b)`, 'g')

/** Every id that an answer names. */
export const idsIn = (answer: unknown): string[] => JSON.stringify(answer ?? '').match(idPattern) ?? []
