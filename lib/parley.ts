import { type App, Tags } from 'aws-cdk-lib'
import { AlarmStack } from './stacks/alarm-stack.ts'
import { ApiStack } from './stacks/api-stack.ts'
import { DataStack } from './stacks/data-stack.ts'
import { MessagingStack } from './stacks/messaging-stack.ts'
import { OperationsStack } from './stacks/operations-stack.ts'
import { PortalStack } from './stacks/portal-stack.ts'
import { ScheduledStack } from './stacks/scheduled-stack.ts'
import { SignInStack } from './stacks/sign-in-stack.ts'
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
  const { table } = new DataStack(app, 'Data', stack('data'))
  const signIn = new SignInStack(app, 'SignIn', stack('sign-in'))
  const shared = { alarmTopic, table }
  const { stateMachine } = new ScheduledStack(app, 'Release', { ...stack('release'), ...shared })
  const messaging = new MessagingStack(app, 'Messaging', {
    ...stack('messaging'),
    ...shared,
    topicKey,
    releaseStateMachine: stateMachine,
  })
  const api = new ApiStack(app, 'Api', { ...stack('api'), ...shared, signIn })
  new PortalStack(app, 'Portal', { ...stack('portal'), alarmTopic, signIn, ...api.portal })
  new OperationsStack(app, 'Operations', {
    ...stack('operations'),
    ages: messaging.ages,
    dead: messaging.dead,
    api: api.metrics,
  })
  Tags.of(app).add('application', 'parley')
  Tags.of(app).add('stage', stage.name)
}
