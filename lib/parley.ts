import { type App, Tags } from 'aws-cdk-lib'
import { AlarmStack } from './stacks/alarm-stack.ts'
import { ApiStack } from './stacks/api-stack.ts'
import { DataStack } from './stacks/data-stack.ts'
import { MessagingStack } from './stacks/messaging-stack.ts'
import { OperationsStack } from './stacks/operations-stack.ts'
import { ScheduledStack } from './stacks/scheduled-stack.ts'
import { readStage } from './stage.ts'

/** Adds every stack of one stage to the app. The context chooses the stage: see readStage. */
export const addParley = (app: App) => {
  const stage = readStage(app.node)
  const name = (stack: string) => `parley-${stage.name}-${stack}`
  const { alarmTopic } = new AlarmStack(app, 'Alarms', { stackName: name('alarms'), stage })
  const { table } = new DataStack(app, 'Data', { stackName: name('data'), stage })
  const shared = { stage, alarmTopic, table }
  const { stateMachine } = new ScheduledStack(app, 'Release', { stackName: name('release'), ...shared })
  const messaging = new MessagingStack(app, 'Messaging', {
    stackName: name('messaging'),
    ...shared,
    releaseStateMachine: stateMachine,
  })
  const api = new ApiStack(app, 'Api', { stackName: name('api'), ...shared })
  new OperationsStack(app, 'Operations', {
    stackName: name('operations'),
    stage,
    ages: messaging.ages,
    dead: messaging.dead,
    api: api.metrics,
  })
  Tags.of(app).add('application', 'parley')
  Tags.of(app).add('stage', stage.name)
}
