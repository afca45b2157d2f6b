import {
  ArnFormat,
  type CfnElement,
  CfnOutput,
  Duration,
  Fn,
  Stack,
  type StackProps,
  Validations,
} from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets'
import {
  Choice,
  Condition,
  DefinitionBody,
  StateMachine,
  Succeed,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions'
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks'
import type { Construct } from 'constructs'
import { metrics } from '#wiring/metrics.ts'
import type { ReleaseStep } from '#wiring/release-step.ts'
import { times } from '#wiring/times.ts'
import { addAlarm } from '../constructs/alarm.ts'
import { type ConstructContext, ParleyFunction } from '../constructs/parley-function.ts'
import type { Stage } from '../stage.ts'

/** Texts that wait for their hour: one execution for each opening of a number, and a schedule for what is overdue. */
export class ScheduledStack extends Stack {
  readonly stateMachine: StateMachine

  constructor(
    scope: Construct,
    id: string,
    { table, ...props }: StackProps & ConstructContext & { table: ITable },
  ) {
    super(scope, id, props)
    const worker = new ParleyFunction(this, 'Worker', { ...props, ...releaseMessages })
    worker.useTable(table, 'reads batches', 'deletes items')
    this.stateMachine = this.createStateMachine(worker, `parley-${props.stage.name}-release-${idOf(this)}`)
    this.addSchedule()
    new CfnOutput(this, 'ReleaseStateMachineArn', { value: this.stateMachine.stateMachineArn })
    addAlarm(this, 'Failed', {
      metric: this.stateMachine.metricFailed({ period: Duration.minutes(5) }),
      above: 0,
      notice: `${releaseMessages.notice} (A release failed; the schedule tries it again every five minutes.)`,
      alarmTopic: props.alarmTopic,
    })
    addAlarm(this, 'LateTexts', {
      metric: lateTexts(props.stage),
      above: 0,
      notice:
        "Texts to customers were accepted and did not leave, for longer than their number's rate explains. (They were put on the queue again: see the outcome `late` in the log.)",
      alarmTopic: props.alarmTopic,
    })
  }

  private createStateMachine(worker: ParleyFunction, stateMachineName: string) {
    const work = this.createWork(worker)
    const stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName,
      tracingEnabled: true,
      definitionBody: DefinitionBody.fromChainable(
        new Choice(this, 'Has its time?')
          .when(Condition.isPresent('$.release_at'), this.createWait(work))
          .otherwise(work),
      ),
    })
    Validations.of(stateMachine).acknowledge(
      {
        id: 'AwsSolutions-SF1',
        reason:
          'Step Functions keeps the history of an execution 90 days, and the function logs what goes wrong.',
      },
      { id: 'AwsSolutions-IAM5[Resource::*]', reason: 'X-Ray accepts no other resource than "*".' },
      {
        id: `AwsSolutions-IAM5[Resource::<${this.logicalIdOf(worker)}.Arn>:*]`,
        reason: 'Any version, but of this one function.',
      },
    )
    this.letStart(worker, stateMachineName)
    return stateMachine
  }

  private logicalIdOf({ lambda }: ParleyFunction) {
    return this.getLogicalId(lambda.node.defaultChild as CfnElement)
  }

  private createWait(work: LambdaInvoke) {
    return new Wait(this, 'Wait for the hour', { time: WaitTime.timestampPath('$.release_at') }).next(work)
  }

  /** A step at a time, with the pause that the function asks for. */
  private createWork({ lambda }: ParleyFunction) {
    const work = new LambdaInvoke(this, 'Work', {
      lambdaFunction: lambda,
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
    })
    work.addRetry({ errors: ['States.ALL'], interval: Duration.seconds(2), maxAttempts: 6, backoffRate: 2 })
    const pause = new Wait(this, 'Pause', { time: WaitTime.secondsPath('$.pause') }).next(work)
    const more = new Choice(this, 'More?')
      .when(Condition.booleanEquals('$.more', true), pause)
      .otherwise(new Succeed(this, 'Done'))
    work.next(more)
    return work
  }

  /** The function begins executions of the machine that calls it: by its name, for the two would depend on each other. */
  private letStart(worker: ParleyFunction, resourceName: string) {
    const arn = this.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
    worker.lambda.addToRolePolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [arn] }),
    )
    worker.setEnvironment({ RELEASE_STATE_MACHINE_ARN: arn })
  }

  private addSchedule() {
    const input: ReleaseStep = { task: 'sweep' }
    new Schedule(this, 'Sweep', {
      description: 'Releases texts that should have left, and begins releases that come near',
      schedule: ScheduleExpression.rate(Duration.millis(times.sweepPeriod)),
      target: new StepFunctionsStartExecution(this.stateMachine, {
        input: ScheduleTargetInput.fromObject(input),
        // The next one comes soon enough.
        retryAttempts: 2,
        maxEventAge: Duration.millis(times.sweepPeriod),
      }),
    })
  }
}

/**
 * Eight characters that are new for each deployment of a stack. A state machine that was deleted keeps its name until its
 * last execution has ended, which may wait for a year: a stack that comes back needs another name.
 */
const idOf = ({ stackId }: Stack) => Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', stackId))))

const lateTexts = ({ name: stage }: Stage) =>
  new Metric({
    namespace: metrics.namespace,
    metricName: metrics.textsOut,
    dimensionsMap: { stage, outcome: 'late' },
    statistic: 'Sum',
    period: Duration.minutes(5),
  })

const releaseMessages = {
  name: 'release-messages',
  notice: 'Texts that waited for business hours or their time do not leave.',
  timeout: Duration.seconds(60),
}
