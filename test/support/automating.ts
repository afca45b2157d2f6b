import type { SQSRecord } from 'aws-lambda'
import { createEvents } from '#adapters/aws/events.ts'
import type { ParleyEvent } from '#contract/events/events.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import type { InboundMessage } from '#domain/messages/message.ts'
import type { Settings } from '#domain/settings/settings.ts'
import { runTimers } from '#domain/timers/run-timers.ts'
import type { Timer } from '#domain/timers/timer.ts'
import type { RunNeeds } from '#domain/workflows/run-workflows.ts'
import type { Workflow } from '#domain/workflows/workflow.ts'
import type { WorkflowWait } from '#domain/workflows/workflow-wait.ts'
import { waitOf } from '#domain/workflows/workflow-wait.ts'
import { workflowsOf, workflowWork } from '../../functions/run-workflows/workflow-work.ts'
import { createOffice, receive } from './conversing.ts'
import { type FakeApp, workspace } from './fake-app.ts'
import { drainQueue } from './virtual-queue.ts'
import { stored } from './workflow-samples.ts'

type Automated = FakeApp & { portalUrl: string }

/** An office where these workflows are on, with a team, two templates of workflows and an endpoint. */
export const createAutomatedOffice = async (
  workflows: Partial<Workflow>[],
  settings: Partial<Settings> = {},
) => {
  const office = await createOffice({ settings: { ...settings, workflows: 'on' } })
  const app: Automated = Object.assign(office, { portalUrl: 'https://inbox.acme.example' })
  const on = workflows.map((one) => stored(one))
  await app.commit(...on.map((one) => ({ ...one, version: 0 })))
  await app.commit(...belongings.map((record) => record as never))
  app.changes.length = 0
  return { app, on, ...createDesk(app) }
}

const template = (id: string, body: string) => ({
  ...{ kind: 'template', workspace, id, name: id, use: 'workflow', format: 'text', body, locales: {} },
  ...{ inputs: [], teamIds: [], attributes: [], archived: false, createdAt: 1, version: 0 },
})

const belongings = [
  {
    kind: 'team',
    workspace,
    id: 'tem_mobile',
    name: 'Mobile',
    members: ['agt_ana'],
    createdAt: 1,
    version: 0,
  },
  template('tpl_hello', 'We are on it.'),
  template('tpl_still', 'Are you still there?'),
  {
    ...{ kind: 'webhook_endpoint', workspace, id: 'whk_crm', url: 'https://crm.example', payload: 'thin' },
    ...{ eventTypes: ['case.created'], eventVersion: '2026-11-01', state: 'active', failures: 0 },
    ...{ secretAt: 1, createdAt: 1, version: 0 },
  },
]

const createDesk = (app: Automated) => {
  let changed = 0
  /** Every event that the bus had, in order. */
  const told: ParleyEvent[] = []
  const work = (body: object, worker: RunNeeds = app) => {
    const { parse, work: run } = workflowWork(worker, workflowsOf(app))
    return Promise.resolve(parse(JSON.stringify(body), {} as SQSRecord)).then((parsed) =>
      run(parsed, {} as SQSRecord),
    )
  }
  /** The events of what was written since the last time. */
  const takeEvents = async (): Promise<ParleyEvent[]> => {
    app.published.length = 0
    const changes = app.changes.splice(0).map((change) => ({ ...change, id: `change-${++changed}` }))
    await publishChanges(app, changes)
    const events = await asTold(app.published)
    told.push(...events)
    return events
  }
  /** Works on everything that happened, and on what that brought about, each event so many times. */
  const settle = async (times = 1): Promise<void> => {
    for (let events = await takeEvents(); events.length > 0; events = await takeEvents()) {
      for (let time = 0; time < times; time++) for (const detail of events) await work({ detail })
    }
  }
  const endWaits = async (): Promise<void> => {
    const nothing = async (_: Timer) => {}
    const due: WorkflowWait[] = []
    await runTimers(app, {
      ...{ notice_digest: nothing, notice_texts: nothing, webhook_probe: nothing },
      workflow_wait: async (timer) => void due.push(waitOf(timer)),
    })
    for (const wait of due) await work({ wait })
    await settle()
  }
  return {
    ...{ told, work, takeEvents, settle, endWaits },
    /** A customer's text, and what it brings about. */
    hear: async (body: string, times = 1): Promise<InboundMessage> => {
      const text = await receive(app, { body })
      await settle(times)
      return text
    },
    /** Texts that wait in the queue leave, and arrive. */
    deliver: async () => {
      await drainQueue(app)
      await settle()
    },
    runs: () => app.all('workflow_run').toSorted((a, b) => a.at - b.at),
  }
}

const asTold = async (published: FakeApp['published']): Promise<ParleyEvent[]> => {
  const entries: { Detail?: string }[] = []
  const client = {
    send: async ({ input }: { input: { Entries: { Detail?: string }[] } }) => {
      entries.push(...input.Entries)
      return { FailedEntryCount: 0 }
    },
  }
  await createEvents('bus', client as never).publish(published)
  return entries.map(({ Detail = '' }) => JSON.parse(Detail))
}
