import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { expect, test } from 'vitest'
import { createEvents } from '#adapters/aws/events.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { createWidget } from '#domain/widgets/edit-widget.ts'
import type { WidgetJob } from '#domain/widgets/widget-job.ts'
import { askWork } from '../../../functions/ask-consent/ask-work.ts'
import { queueWorker } from '../../../functions/edge/queue-worker.ts'
import { matches, type Pattern } from '../../../local/runner/events/pattern.ts'
import { admin, createOffice, receive } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { failuresOf, sqsRecord } from '../../support/sqs.ts'
import { createApp, templateOf } from '../../support/synthesize.ts'
import { withForm } from '../../support/widgets.ts'

const [rule] = Object.values(templateOf(createApp(), 'Widgets').findResources('AWS::Events::Rule'))
const pattern: Pattern = rule?.Properties.EventPattern

/** What the bus is told of everything that was written, as far as the rule lets it through. */
const told = async (app: FakeApp) => {
  const events: object[] = []
  const send = async ({ input }: PutEventsCommand) => {
    for (const { Source = '', DetailType = '', Detail = '' } of input.Entries ?? [])
      events.push({ source: Source, 'detail-type': DetailType, detail: JSON.parse(Detail) })
    return {}
  }
  const bus = createEvents('parley-main', { send } as unknown as EventBridgeClient)
  await publishChanges({ ...app, events: bus }, app.changes)
  return events.filter((event) => matches(pattern, event as never))
}

test('a request of the queue becomes a question, the rule lets its YES through, and that is counted once', async () => {
  const app = await createOffice()
  const { widget } = await createWidget(app, admin, withForm())
  const job: WidgetJob = {
    ...{
      id: 'one',
      workspace: widget.workspace,
      widgetId: widget.id,
      challenge: 'work',
      phone: '+12065550188',
    },
    ...{ wording: 1, language: 'en', page: 'https://www.example.com/', address: 'hash', browser: 'Firefox' },
    at: app.now,
  }
  const worker = queueWorker(app.log, askWork(app))
  expect(await failuresOf(worker, sqsRecord(JSON.stringify(job)))).toEqual([])
  expect(app.all('message')).toHaveLength(1)
  expect(await told(app)).toEqual([])
  await receive(app, { from: job.phone, body: 'YES' })
  const [yes, ...others] = await told(app)
  expect(others).toEqual([])
  const records = [yes, yes].map((event) => sqsRecord(JSON.stringify(event)))
  expect(await failuresOf(worker, ...records)).toEqual([])
  expect(app.all('widget_use')).toMatchObject([{ asked: 1, confirmed: 1 }])
  expect(app.logged.join()).not.toContain('555')
})
