import { type App, Tags } from 'aws-cdk-lib'
import type { Named } from './constructs/dashboard.ts'
import { AlarmStack } from './stacks/alarm-stack.ts'
import { ApiStack } from './stacks/api-stack.ts'
import { AssignmentStack } from './stacks/assignment-stack.ts'
import { CaseStack } from './stacks/case-stack.ts'
import { DataStack } from './stacks/data-stack.ts'
import { EmailStack } from './stacks/email-stack.ts'
import { JobsStack } from './stacks/jobs-stack.ts'
import { MediaStack } from './stacks/media-stack.ts'
import { MessagingStack } from './stacks/messaging-stack.ts'
import { NoticeStack } from './stacks/notice-stack.ts'
import { OperationsStack } from './stacks/operations-stack.ts'
import { PortalStack } from './stacks/portal-stack.ts'
import { PublicStack } from './stacks/public-stack.ts'
import { RealtimeStack } from './stacks/realtime-stack.ts'
import { ReportStack } from './stacks/report-stack.ts'
import { ScheduledStack } from './stacks/scheduled-stack.ts'
import { SearchStack } from './stacks/search-stack.ts'
import { SignInStack } from './stacks/sign-in-stack.ts'
import { WebhookStack } from './stacks/webhook-stack.ts'
import { WidgetStack } from './stacks/widget-stack.ts'
import { WorkflowStack } from './stacks/workflow-stack.ts'
import { readStage } from './stage.ts'

/** Adds every stack of one stage to the app. The context chooses the stage: see readStage. */
export const addParley = (app: App) => {
  const stage = readStage(app.node)
  const stack = (name: string) => ({
    stage,
    stackName: `parley-${stage.name}-${name}`,
    terminationProtection: stage.keepData,
  })
  const { alarmTopic, topicKey } = new AlarmStack(app, 'Alarms', stack('alarms'))
  const { table, media } = new DataStack(app, 'Data', stack('data'))
  const signIn = new SignInStack(app, 'SignIn', stack('sign-in'))
  const shared = { alarmTopic, table }
  const { stateMachine } = new ScheduledStack(app, 'Release', { ...stack('release'), ...shared })
  const messaging = new MessagingStack(app, 'Messaging', {
    ...stack('messaging'),
    ...shared,
    ...{ media, topicKey },
    releaseStateMachine: stateMachine,
  })
  const realtime = new RealtimeStack(app, 'Realtime', {
    ...stack('realtime'),
    ...shared,
    bus: messaging.bus,
    userPool: signIn.pool,
  })
  const search = new SearchStack(app, 'Search', { ...stack('search'), ...shared, bus: messaging.bus })
  const reports = new ReportStack(app, 'Reports', { ...stack('reports'), ...shared })
  const assignment = new AssignmentStack(app, 'Assignment', {
    ...stack('assignment'),
    ...shared,
    bus: messaging.bus,
  })
  const emails = new EmailStack(app, 'Email', {
    ...stack('email'),
    ...shared,
    ...{ bus: messaging.bus, topicKey },
  })
  const pictures = new MediaStack(app, 'Media', {
    ...stack('media'),
    ...shared,
    ...{ bus: messaging.bus, media },
  })
  const jobs = new JobsStack(app, 'Jobs', { ...stack('jobs'), ...shared, media })
  const webhooks = new WebhookStack(app, 'Webhooks', {
    ...stack('webhooks'),
    ...shared,
    bus: messaging.bus,
  })
  const widgets = new WidgetStack(app, 'Widgets', { ...stack('widgets'), ...shared, bus: messaging.bus })
  const open = new PublicStack(app, 'Public', {
    ...stack('public'),
    ...shared,
    ...{ media, widgetQueue: widgets.queue },
  })
  const api = new ApiStack(app, 'Api', {
    ...stack('api'),
    ...shared,
    ...{ signIn, media, mediaQueue: pictures.queue, jobQueue: jobs.queue },
    webhookQueue: webhooks.queue,
    publicApi: open.api,
    ...{ realtimeUrl: realtime.url, queues: messaging.queues, awsPlaces: messaging.awsPlaces },
  })
  const cases = new CaseStack(app, 'Cases', {
    ...stack('cases'),
    ...shared,
    ...{ bus: messaging.bus, portalUrl: api.portal.site.url },
  })
  const workflows = new WorkflowStack(app, 'Workflows', {
    ...stack('workflows'),
    ...shared,
    ...{ bus: messaging.bus, portalUrl: api.portal.site.url, webhookQueue: webhooks.queue },
  })
  const notices = new NoticeStack(app, 'Notices', {
    ...stack('notices'),
    ...shared,
    ...{ bus: messaging.bus, portalUrl: api.portal.site.url, webhookQueue: webhooks.queue },
    workflowQueue: workflows.queue,
  })
  new PortalStack(app, 'Portal', {
    ...stack('portal'),
    ...{ alarmTopic, signIn, realtimeUrl: realtime.url, pushKey: notices.pushKey },
    ...api.portal,
  })
  new OperationsStack(app, 'Operations', {
    ...stack('operations'),
    ...queuesOf(
      messaging,
      realtime,
      search,
      pictures,
      emails,
      jobs,
      cases,
      assignment,
      notices,
      webhooks,
      widgets,
      workflows,
      reports,
    ),
    api: api.metrics,
  })
  Tags.of(app).add('application', 'parley')
  Tags.of(app).add('stage', stage.name)
}

/** The queues of some stacks, as the dashboard shows them. */
const queuesOf = (...stacks: Record<'ages' | 'dead', Named>[]): Record<'ages' | 'dead', Named> => ({
  ages: Object.assign({}, ...stacks.map(({ ages }) => ages)),
  dead: Object.assign({}, ...stacks.map(({ dead }) => dead)),
})
