import { join } from 'node:path'
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  ApplicationLogLevel,
  Architecture,
  Function as Lambda,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Environment } from '#wiring/environment.ts'
import { bundle } from '../bundle/bundle.ts'
import type { Stage } from '../stage.ts'
import { addAlarm } from './alarm.ts'
import { grantPublicUse, grantReads, grantTable, type TableUse } from './table-access.ts'

/** What every construct of Parley needs: the stage, and the topic that its alarms are sent to. */
export type ConstructContext = { stage: Stage; alarmTopic: ITopic }

export type ParleyFunctionProps = ConstructContext & {
  /** The folder in functions/ that holds handler.ts. */
  name: string
  /** What users notice when this function fails: "Texts of customers do not arrive in the inbox." */
  notice: string
  timeout: Duration
  memorySize?: number
  reservedConcurrentExecutions?: number
  /** Puts files beside the function's module. */
  addFiles?: (outdir: string) => void
}

const functions = join(import.meta.dirname, '../../functions')

/** A Lambda function as Parley runs them: one small ES module, its own role and log group, traced, with alarms. */
export class ParleyFunction extends Construct {
  readonly lambda: Lambda
  private readonly stage: Stage

  constructor(scope: Construct, id: string, props: ParleyFunctionProps) {
    super(scope, id)
    this.stage = props.stage
    const logGroup = this.createLogGroup()
    this.lambda = new Lambda(this, 'Function', {
      description: `Parley ${props.stage.name}: ${props.name}`,
      code: bundle(`${functions}/${props.name}`, {
        minify: props.stage.minifyBundles,
        addFiles: props.addFiles,
      }),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role: this.createRole(logGroup),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // Lambda's own lines for each call are a kilobyte that its metrics tell as well; those of failures stay.
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      timeout: props.timeout,
      // CPU grows with memory: less makes cold starts slower and saves nothing.
      memorySize: props.memorySize ?? 512,
      reservedConcurrentExecutions: props.reservedConcurrentExecutions,
    })
    this.addAlarms(props)
  }

  /** Lets the function use the table, and tells it the table's name and where to count texts. */
  useTable(table: ITable, ...uses: TableUse[]) {
    grantTable(table, this.lambda, uses)
    this.setEnvironment({ TABLE_NAME: table.tableName })
    this.countTexts()
  }

  /** Lets the function read the table and no more. */
  readTable(table: ITable) {
    grantReads(table, this.lambda)
    this.setEnvironment({ TABLE_NAME: table.tableName })
  }

  /** Lets the function read what the table has for people without a token, count there what they try, and no more. */
  usePublic(table: ITable) {
    grantPublicUse(table, this.lambda)
    this.setEnvironment({ TABLE_NAME: table.tableName })
  }

  /** Lets the function put messages on queues, each by the variable of its address. */
  letSendTo(queues: Partial<Record<keyof Environment, IQueue>>) {
    for (const [name, queue] of Object.entries(queues)) {
      queue.grant(this.lambda, 'sqs:SendMessage')
      this.lambda.addEnvironment(name, queue.queueUrl)
    }
  }

  private countTexts() {
    if (this.stage.metrics) this.setEnvironment({ METRICS_STAGE: this.stage.name })
  }

  setEnvironment(environment: Partial<Environment>) {
    for (const [name, value] of Object.entries(environment)) this.lambda.addEnvironment(name, value)
  }

  private createLogGroup() {
    const { stage } = this
    const removalPolicy = stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    return new LogGroup(this, 'Logs', { retention: stage.logRetentionDays, removalPolicy })
  }

  /** A role that may write to its own log group, where the managed policy would let it write to all. */
  private createRole(logGroup: LogGroup) {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    logGroup.grantWrite(role)
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'PutTraceSegments and PutTelemetryRecords of X-Ray accept no other resource than "*".',
    })
    return role
  }

  private addAlarms({ alarmTopic, notice, name }: ParleyFunctionProps) {
    const period = { period: Duration.minutes(5) }
    addAlarm(this, 'Errors', {
      metric: this.lambda.metricErrors(period),
      above: 0,
      notice: `${notice} (${name} fails; its log says why.)`,
      alarmTopic,
    })
    addAlarm(this, 'Throttles', {
      metric: this.lambda.metricThrottles(period),
      above: 0,
      notice: `${notice} (${name} is at the account's limit of concurrent functions.)`,
      alarmTopic,
    })
  }
}
