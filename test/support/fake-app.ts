import type {
  App,
  CarrierOutcome,
  CarrierText,
  Change,
  DomainEvent,
  InboxList,
  ListRange,
  Ordered,
  OutboundPart,
  Page,
  StoredRecord,
  TextOutcome,
} from '#domain/app.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { ConflictError } from '#domain/error.ts'
import { encodeNumber, orderOf, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import { listOrder, parseListOrder } from '#domain/messages/listed-message.ts'
import type { Message, OutboundMessage } from '#domain/messages/message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import type { OpeningRun } from '#domain/scheduled/opening.ts'
import type { Recheck } from '#domain/scheduled/recheck.ts'
import { releaseOrder } from '#domain/scheduled/release-order.ts'
import { defaultSettings } from '#domain/settings/settings.ts'

export const workspace: WorkspaceId = 'wks_test'
export const ourNumber = '+12065550100'
export const monday = Date.parse('2026-11-23T10:00:00Z')

/** An App in memory: every store, clock and carrier is plain data that a test sets up and looks at afterwards. */
export type FakeApp = App & {
  now: number
  stored: Map<string, StoredRecord>
  queued: OutboundPart[]
  published: DomainEvent[]
  /** What was written, in order, as the table's stream would tell it. */
  changes: Change[]
  sent: CarrierText[]
  logged: string[]
  /** What became of texts, step by step. */
  reported: TextOutcome[]
  /** What the release state machine was asked to do, by its name. */
  executions: Map<string, FakeExecution>
  /** What the carrier answers; by default it accepts. */
  answer: (text: CarrierText) => CarrierOutcome | Promise<CarrierOutcome>
  all<K extends StoredRecord['kind']>(kind: K): Extract<StoredRecord, { kind: K }>[]
  advance(milliseconds: number): void
}

export type FakeExecution = { ended: boolean } & ({ run: OpeningRun } | { recheck: Recheck })

/** An active number in a workspace of its own, a Monday morning, a carrier that accepts. */
export const createFakeApp = (): FakeApp => {
  const stored = new Map<string, StoredRecord>()
  let chances = 0
  const nextSlots = new Map<string, number>()
  const records = () => [...stored.values()]
  const all: FakeApp['all'] = (kind) => records().filter((record) => record.kind === kind) as never
  const find = <K extends StoredRecord['kind']>(
    kind: K,
    key: Partial<Extract<StoredRecord, { kind: K }>>,
  ): Extract<StoredRecord, { kind: K }> | undefined => {
    const found = stored.get(keyOf({ kind, ...key } as unknown as StoredRecord))
    return found?.kind === kind ? (found as never) : undefined
  }
  const app: FakeApp = {
    now: monday,
    stored,
    queued: [],
    published: [],
    changes: [],
    sent: [],
    logged: [],
    reported: [],
    executions: new Map(),
    answer: () => ({ outcome: 'accepted', carrierMessageId: `carrier-${app.sent.length}` }),
    all,
    advance: (milliseconds) => {
      app.now += milliseconds
    },
    clock: { now: () => app.now, pause: async () => {} },
    randomId: (length) => encodeNumber(++chances, length),
    log: {
      info: (what) => app.logged.push(what),
      warn: (what) => app.logged.push(what),
      error: (what) => app.logged.push(what),
    },
    report: (outcome) => app.reported.push(outcome),
    commit: async (...changes) => {
      await turn()
      const overtaken = changes
        .map((change) => ('remove' in change ? change.remove : change))
        .filter((record) => (stored.get(keyOf(record))?.version ?? 0) !== record.version)
      if (overtaken.length > 0) throw new ConflictError(overtaken.map(({ kind }) => kind))
      for (const change of changes) {
        const key = keyOf('remove' in change ? change.remove : change)
        const before = stored.get(key)
        const after =
          'remove' in change ? undefined : structuredClone({ ...change, version: change.version + 1 })
        if (after) stored.set(key, after)
        else stored.delete(key)
        app.changes.push({ id: `change-${app.changes.length}`, at: app.now, before, after })
      }
    },
    settings: { get: async (workspace) => find('settings', { workspace }) ?? defaultSettings(workspace) },
    numbers: {
      get: async (workspace, id) => find('number', { workspace, id }),
      byAddress: async (address) => {
        for (const record of stored.values()) {
          if (record.kind === 'number' && record.address === address) return record
        }
      },
      list: async (workspace) => all('number').filter((number) => number.workspace === workspace),
      page: async (workspace, page) => pageFrom(byId(all('number'), workspace), page),
    },
    agents: {
      get: async (workspace, id) => find('agent', { workspace, id }),
      list: async (workspace) => all('agent').filter((agent) => agent.workspace === workspace),
      page: async (workspace, page) => pageFrom(byId(all('agent'), workspace), page),
    },
    programs: {
      get: async (workspace, id) => find('program', { workspace, id }),
      page: async (workspace, page) => pageFrom(byId(all('program'), workspace), page),
    },
    teams: {
      get: async (workspace, id) => turn().then(() => find('team', { workspace, id })),
      page: async (workspace, page) => pageFrom(byId(all('team'), workspace), page),
    },
    savedViews: {
      get: async (workspace, id) => turn().then(() => find('saved_view', { workspace, id })),
      shared: async (workspace, page) =>
        pageFrom(
          byId(
            all('saved_view').filter((view) => view.shared),
            workspace,
          ),
          page,
        ),
      own: async (workspace, owner, page) =>
        pageFrom(
          byId(
            all('saved_view').filter((view) => !view.shared && view.owner === owner),
            workspace,
          ),
          page,
        ),
    },
    contacts: {
      get: async (workspace, id) => turn().then(() => find('contact', { workspace, id })),
      list: async (workspace, { limit, from = '~' }) =>
        all('contact')
          .filter((contact) => contact.workspace === workspace && !contact.mergedInto && contact.id <= from)
          .map((record) => ({ record, order: record.id }))
          .toSorted((a, b) => (a.order < b.order ? 1 : -1))
          .slice(0, limit),
      terms: async (workspace, prefix, page) =>
        pageFrom(
          all('contact_term')
            .filter((entry) => entry.workspace === workspace && entry.term.startsWith(prefix))
            .map((record) => ({ record, order: `${record.term}#${record.contactId}` })),
          page,
        ),
      byExternalId: async (workspace, { system, id }) =>
        turn().then(() =>
          all('contact_external_id').filter(
            (e) => e.workspace === workspace && e.system === system && e.externalId === id,
          ),
        ),
    },
    consents: {
      list: async (workspace, phone, { limit, from = '~' }) =>
        all('consent_event')
          .filter((e) => e.workspace === workspace && e.phone === phone && e.id <= from)
          .map((record) => ({ record, order: record.id }))
          .toSorted((a, b) => (a.order < b.order ? 1 : -1))
          .slice(0, limit),
    },
    threads: { byPhone: async (workspace, phone) => turn().then(() => find('thread', { workspace, phone })) },
    conversations: {
      get: async (workspace, id) => turn().then(() => find('conversation', { workspace, id })),
      inbox: async (workspace, list, { limit, from = '~' }) =>
        all('conversation')
          .filter((c) => c.workspace === workspace && isListed(c, list))
          .map((record) => ({ record, order: encodeNumber(record.lastActivityAt, 10) + orderOf(record.id) }))
          .filter(({ order }) => order <= from)
          .toSorted((a, b) => (a.order < b.order ? 1 : -1))
          .slice(0, limit),
      showTo: async () => {},
      hideFrom: async () => {},
    },
    messages: {
      get: async (workspace, id) => turn().then(() => find('message', { workspace, id })),
      entries: async (workspace, ref, { from = '', to = '~', limit }) =>
        [...all('message'), ...all('note')]
          .filter((m) => m.workspace === workspace && threadRefOf(m.id) === ref)
          .filter((m) => orderOf(m.id) >= from && orderOf(m.id) <= to)
          .toSorted((a, b) => (orderOf(a.id) < orderOf(b.id) ? 1 : -1))
          .slice(0, limit),
      newest: async (workspace, number, range) =>
        newestIn(
          all('message').filter((m) => m.workspace === workspace && m.numberId === number),
          range,
        ).map(({ order }) => ({ record: parseListOrder(order), order })),
      unsuccessful: async (workspace, number, status, range) =>
        newestIn(
          all('message').filter(
            (m) => m.workspace === workspace && m.numberId === number && m.status === status,
          ),
          range,
        ) as Ordered<OutboundMessage>[],
      held: async (workspace, number, { from = '', to = '~', limit }) =>
        all('message')
          .filter((m) => m.workspace === workspace && m.numberId === number)
          .filter((m) => m.direction === 'outbound' && m.status === 'held')
          .map((record) => ({
            record: record as OutboundMessage,
            order: releaseOrder(record as OutboundMessage),
          }))
          .filter(({ order }) => order >= from && order <= to)
          .toSorted((a, b) => (a.order < b.order ? -1 : 1))
          .slice(0, limit),
    },
    hours: {
      get: async (workspace, id) => turn().then(() => find('business_hours', { workspace, id })),
      page: async (workspace, page) => pageFrom(byId(all('business_hours'), workspace), page),
    },
    receivedTexts: { get: async (text) => turn().then(() => find('received_text', text)) },
    openings: {
      get: async (of) => turn().then(() => find('opening', of)),
      due: async (until, page) =>
        pageFrom(
          all('opening')
            .filter(({ minute }) => minute <= until)
            .map((record) => ({ record, order: `${encodeNumber(record.minute, 10)}#${keyOf(record)}` })),
          page,
        ),
    },
    credits: {
      account: async (workspace) => turn().then(() => find('credit_account', { workspace })),
      entries: async (workspace, { limit, from = '~' }) =>
        all('credit_entry')
          .filter((entry) => entry.workspace === workspace && entry.id <= from)
          .map((record) => ({ record, order: record.id }))
          .toSorted((a, b) => (a.order < b.order ? 1 : -1))
          .slice(0, limit),
    },
    keyedRequests: {
      get: async ({ workspace, principal, key }) =>
        turn().then(() => find('keyed_request', { workspace, principal, key })),
    },
    cursors: { seal: async (_, position) => position, open: async (_, cursor) => cursor },
    pacing: {
      reserve: async (number, segments, now) => {
        const slot = Math.max(now, nextSlots.get(number.id) ?? 0)
        nextSlots.set(number.id, slot + Math.ceil((segments * 1000) / number.rate.segmentsPerSecond))
        return slot
      },
    },
    queue: { send: async (parts) => void app.queued.push(...parts) },
    releases: {
      start: async ({ workspace, numberId, minute, run }) => {
        const facts = { workspace, numberId, minute, run }
        const name = Object.values(facts).join()
        const execution = app.executions.get(name) ?? { ended: false, run: facts }
        app.executions.set(name, execution)
        return execution.ended ? 'ended' : 'running'
      },
      recheck: async (recheck) => {
        const name = [recheck.change, recheck.scope, recheck.run].join()
        if (!app.executions.has(name)) app.executions.set(name, { ended: false, recheck })
      },
    },
    carrier: {
      send: async (text) => {
        app.sent.push(text)
        return app.answer(text)
      },
    },
    events: { publish: async (events) => void app.published.push(...events) },
  }
  const number = newNumber({
    workspace,
    id: 'num_main',
    address: ourNumber,
    country: 'US',
    state: 'active',
    createdAt: monday,
  })
  stored.set(keyOf(number), { ...number, version: 1 })
  return app
}

const newestIn = (messages: Message[], { from = '', to = '~', limit }: ListRange): Ordered<Message>[] =>
  messages
    .map((record) => ({ record, order: listOrder(record) }))
    .filter(({ order }) => order >= from && order <= to)
    .toSorted((a, b) => (a.order < b.order ? 1 : -1))
    .slice(0, limit)

const byId = <T extends { workspace: WorkspaceId; id: string }>(records: T[], workspace: WorkspaceId) =>
  records.filter((record) => record.workspace === workspace).map((record) => ({ record, order: record.id }))

const pageFrom = <T>(entries: Ordered<T>[], { limit, from = '' }: Page): Ordered<T>[] =>
  entries
    .filter(({ order }) => order >= from)
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .slice(0, limit)

/** The lists as the table's index and the copies for agents make them. */
const isListed = ({ state, claimedBy, participants }: Conversation, list: InboxList): boolean => {
  const by = 'by' in list ? list.by : undefined
  const partakes = participants.some((participant) => participant === by)
  switch (list.tab) {
    case 'closed':
      return state === 'closed'
    case 'closed_of':
      return state === 'closed' && (partakes || claimedBy === by)
    case 'participating':
      return state === 'open' && claimedBy !== undefined && partakes
    default:
      return state === 'open' && claimedBy === by
  }
}

/** Lets other work go first, as every call over a network does. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

const keyOf = (record: StoredRecord): string => {
  switch (record.kind) {
    case 'thread':
      return `${record.workspace} thread ${record.phone}`
    case 'received_text':
    case 'unrouted_text':
      return `${record.kind} ${record.carrierMessageId}`
    case 'contact_external_id':
      return `${record.workspace} ${record.system}:${record.externalId} ${record.unique ? '' : record.contactId}`
    case 'contact_term':
      return JSON.stringify({ ...record, version: 0 })
    case 'keyed_request':
      return `${record.workspace} request ${record.principal} ${record.key}`
    case 'number_address':
      return `address ${record.address}`
    case 'opening':
      return `${record.workspace} opening ${record.numberId} ${record.minute}`
    case 'settings':
    case 'credit_account':
    case 'cursor_key':
      return `${record.workspace} ${record.kind}`
    default:
      return `${record.workspace} ${record.id}`
  }
}
