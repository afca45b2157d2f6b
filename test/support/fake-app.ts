import { declarationOf, recordIn } from '#adapters/dynamo/records.ts'
import type { Item } from '#adapters/dynamo/table.ts'
import { widgetStore } from '#adapters/dynamo/widget-store.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { pageLocks } from '#adapters/page-locks.ts'
import { createStores } from '#adapters/stores.ts'
import { publicNetwork } from '#adapters/webhooks/addresses.ts'
import type { Profile } from '#domain/agents/agent.ts'
import type { App, Change, QueuedPart, StoredRecord, TextOutcome } from '#domain/app.ts'
import type { CarrierOutcome, CarrierPart, CarrierSecret } from '#domain/carriers/carrier.ts'
import type { DomainEvent } from '#domain/changes/domain-event.ts'
import { copyToInboxes } from '#domain/changes/publish-changes.ts'
import type { Leave } from '#domain/conversations/leave.ts'
import { type AgentId, encodeNumber, type WorkspaceId } from '#domain/ids.ts'
import type { JobRef } from '#domain/jobs/job.ts'
import type { ConnectedNumber } from '#domain/numbers/connected-number.ts'
import { type BusinessNumber, newNumber } from '#domain/numbers/number.ts'
import { isPushService } from '#domain/pushes/push-subscription.ts'
import type { OpeningRun } from '#domain/scheduled/opening.ts'
import type { ContactRecheck, Recheck } from '#domain/scheduled/recheck.ts'
import type { UploadJob } from '#domain/uploads/upload.ts'
import type { WebhookJob } from '#domain/webhooks/webhook-delivery.ts'
import type { TurnstileToken, TurnstileVerdict } from '#domain/widgets/turnstile-token.ts'
import type { WorkflowWait } from '#domain/workflows/workflow-wait.ts'
import { createFakeAccounts, type FakeAccount } from './fake-accounts.ts'
import { createFakeFacts, type FakeFacts } from './fake-facts.ts'
import { createFakeSecrets, fakeWebhooks } from './fake-secrets.ts'
import { createMemoryTable } from './memory-table.ts'

export const workspace: WorkspaceId = 'wks_test'
export const ourNumber = '+12065550100'
export const monday = Date.parse('2026-11-23T10:00:00Z')

/** The stores themselves over a table in memory; clock and carrier are plain data that a test sets up and looks at afterwards. */
export type FakeApp = App & {
  portalUrl: string
  facts: FakeFacts
  now: number
  /** The items of the table without their keys, copies and counts among them. */
  stored: Map<string, Item>
  queued: QueuedPart[]
  published: DomainEvent[]
  /** What was written, in order, as the table's stream would tell it. */
  changes: Change[]
  sent: CarrierPart[]
  /** Files that were copied, from where to where. */
  copied: [string, string][]
  /** Files that people import, and what was rejected of them, by key. */
  uploaded: Map<string, Uint8Array>
  /** Jobs that wait for their next page. */
  jobsToRun: JobRef[]
  /** Deliveries to endpoints that wait. */
  webhookJobs: WebhookJob[]
  /** Waits of workflows that are due. */
  waitsDue: WorkflowWait[]
  /** Uploaded pictures that are to be looked at. */
  looked: UploadJob[]
  logged: string[]
  /** What became of texts, step by step. */
  reported: TextOutcome[]
  /** What the release state machine was asked to do, by its name. */
  executions: Map<string, FakeExecution>
  /** What the sign-in service says of whoever asks it. */
  profile: Profile
  /** Who can sign in. */
  accountsOf: Map<AgentId, FakeAccount>
  /** Secrets of accounts at carriers, by the account's id. */
  secrets: Map<string, CarrierSecret>
  /** What the carrier answers; by default it accepts. */
  answer: (text: CarrierPart) => CarrierOutcome | Promise<CarrierOutcome>
  /** What Turnstile says of a token; by default it passes. */
  verify: (token: TurnstileToken) => TurnstileVerdict | Promise<TurnstileVerdict>
  /** What the carrier says of a number that is activated; by default it has to be told by people. */
  connect: (number: BusinessNumber) => ConnectedNumber | undefined
  all<K extends StoredRecord['kind']>(kind: K): Extract<StoredRecord, { kind: K }>[]
  advance(milliseconds: number): void
}

export type FakeExecution = { ended: boolean } & (
  | { run: OpeningRun }
  | { recheck: Recheck }
  | { contact: ContactRecheck }
  | { leave: Leave }
)

/** An active number in a workspace of its own, a Monday morning, a carrier that accepts. */
export const createFakeApp = (): FakeApp => {
  let chances = 0
  let changes = 0
  const secrets = new Map<string, CarrierSecret>()
  const accountsOf = new Map<AgentId, FakeAccount>()
  const table = createMemoryTable((before, after) => {
    const change = { before: before && recordIn(before), after: after && recordIn(after) }
    if (change.before || change.after) {
      // As in a stream no two have the same id, also where those before were taken away.
      app.changes.push({ id: `change-${changes++}`, at: app.now, ...change })
    }
  })
  const stores = createStores(table)
  const { items: stored } = table
  const app: FakeApp = {
    ...stores,
    now: monday,
    stored,
    queued: [],
    published: [],
    changes: [],
    sent: [],
    copied: [],
    looked: [],
    webhookJobs: [],
    waitsDue: [],
    uploaded: new Map(),
    jobsToRun: [],
    logged: [],
    reported: [],
    executions: new Map(),
    profile: {},
    accountsOf,
    secrets,
    answer: () => ({ outcome: 'accepted', carrierMessageId: `carrier-${app.sent.length}` }),
    verify: () => ({ passed: true, reasons: [] }),
    connect: () => undefined,
    all: (kind) => [...stored.values()].filter((item) => item.kind === kind && !item.is_copy) as never,
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
    pageLocks,
    portalUrl: 'https://portal.example',
    report: (outcome) => app.reported.push(outcome),
    /** The lists of agents follow at once, as if nobody had to wait for the stream. */
    commit: async (...changes) => {
      const known = app.changes.length
      await stores.commit(...changes)
      await copyToInboxes(stores, app.changes.slice(known))
    },
    files: {
      link: async (key, now) => ({ url: `https://files.test/${key}`, expiresAt: now + 600_000 }),
      place: async (key, { contentType }, now) => ({
        url: `https://files.test/${key}`,
        headers: { 'content-type': contentType },
        expiresAt: now + 600_000,
      }),
      copy: async (from, to) => void app.copied.push([from, to]),
      look: async (job) => void app.looked.push(job),
    },
    importFiles: {
      read: async (key, offset, bytes) =>
        (app.uploaded.get(key) ?? new Uint8Array()).subarray(offset, offset + bytes),
      readWhole: async (key) => new TextDecoder().decode(app.uploaded.get(key)),
      write: async (key, text) => void app.uploaded.set(key, new TextEncoder().encode(text)),
    },
    facts: createFakeFacts(),
    jobQueue: { run: async (job) => void app.jobsToRun.push(job) },
    renderer: rendererAtNeed(),
    queue: { send: async (parts) => void app.queued.push(...parts) },
    profiles: { of: async () => app.profile },
    accounts: createFakeAccounts(accountsOf),
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
      recheckContact: async (contact) => {
        const name = [contact.change, contact.contactId, contact.run].join()
        if (!app.executions.has(name)) app.executions.set(name, { ended: false, contact })
      },
      leave: async (leave) => {
        const name = [leave.change, leave.agent, leave.run].join()
        if (!app.executions.has(name)) app.executions.set(name, { ended: false, leave })
      },
    },
    carrierNumbers: { connect: async (number) => app.connect(number) },
    carrierSecrets: createFakeSecrets(secrets),
    carrierWebhooks: fakeWebhooks,
    pushServices: { isKnown: isPushService },
    webhookAddresses: publicNetwork,
    webhookQueue: { send: async (jobs) => void app.webhookJobs.push(...jobs) },
    webhookSecrets: createFakeSecrets(secrets),
    turnstile: { verify: async (token) => app.verify(token) },
    turnstileSecrets: createFakeSecrets(secrets),
    widgetSecrets: createFakeSecrets(secrets),
    widgets: widgetStore(table),
    workflowQueue: { send: async (wait) => void app.waitsDue.push(wait) },
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
  const keys = declarationOf('number').keys(number)
  table.put(keys, { ...number, version: 1 })
  app.changes.length = 0
  return app
}
