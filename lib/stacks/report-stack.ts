import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { FilterRule } from 'aws-cdk-lib/aws-lambda'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { factKinds } from '#wiring/published-kinds.ts'
import { times } from '#wiring/times.ts'
import type { Named } from '../constructs/dashboard.ts'
import { followStream } from '../constructs/follow-stream.ts'
import { type ConstructContext, ParleyFunction } from '../constructs/parley-function.ts'
import { deadOf } from '../constructs/queue-metrics.ts'
import { callEvery } from '../constructs/scheduled-call.ts'
import type { Stage } from '../stage.ts'

type ReportStackProps = StackProps & ConstructContext & { table: ITable }

/** What counts reports: the second reader of the table's stream, its files, and what makes rows of them every hour. */
export class ReportStack extends Stack {
  readonly ages: Named = {}
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, ...props }: ReportStackProps) {
    super(scope, id, props)
    const facts = createFactBucket(this, props.stage)
    const recorder = new ParleyFunction(this, 'Recorder', { ...props, ...recordFacts })
    recorder.setEnvironment({ FACT_BUCKET: facts.bucketName })
    allow(recorder, facts, 's3:PutObject')
    // Somebody who looks at a report does not mind a minute, and a batch of a minute is one file.
    const reading = { batchSize: 1_000, maxBatchingWindow: Duration.minutes(1), images }
    const deadLetters = followStream(
      this,
      { table, reader: recorder, ...reading },
      { ...props, ...recordFacts },
    )
    const counter = new ParleyFunction(this, 'Counter', { ...props, ...rollUp })
    counter.useTable(table)
    counter.setEnvironment({ FACT_BUCKET: facts.bucketName })
    allow(counter, facts, 's3:GetObject', 's3:PutObject', 's3:DeleteObject')
    for (const one of [recorder, counter]) allowList(one, facts)
    callEvery(this, 'Count', {
      period: Duration.millis(times.rollUpPeriod),
      called: counter,
      description: 'Counts the days of reports of which something new is known',
    })
    this.dead = { facts: deadOf({ deadLetters }) }
    new CfnOutput(this, 'RollUpArn', { value: counter.lambda.functionArn })
  }
}

const images = [{ kind: { S: FilterRule.or(...factKinds) } }]

const recordFacts = {
  name: 'record-facts',
  notice: 'Reports do not show what is new.',
  timeout: Duration.seconds(60),
}

const rollUp = {
  name: 'roll-up',
  notice: 'Reports do not show what is new.',
  timeout: Duration.millis(times.rollUpTimeout),
  // A day of a million texts of one workspace takes 1 GB (bench/reports.ts).
  memorySize: 2048,
}

/** Days after which facts are forgotten: rows are kept for longer. */
const factDays = 400

/** Without words and phones; private, encrypted, over TLS only. */
const createFactBucket = (scope: Construct, { keepData }: Stage) => {
  const bucket = new Bucket(scope, 'Facts', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(factDays) }],
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Only two functions reach the bucket and their logs tell who asked; access logs add cost.',
  })
  return bucket
}

const allow = (user: ParleyFunction, { bucketArn }: Bucket, ...actions: string[]) => {
  user.lambda.addToRolePolicy(new PolicyStatement({ actions, resources: [`${bucketArn}/*`] }))
  acknowledge(user, bucketArn)
}

const acknowledge = (user: ParleyFunction, bucketArn: string) => {
  const { 'Fn::GetAtt': [logicalId] = [''] } = Stack.of(user).resolve(bucketArn)
  Validations.of(user).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/*]`,
    reason: 'The bucket holds nothing but facts.',
  })
}

const allowList = (user: ParleyFunction, { bucketArn }: Bucket) =>
  user.lambda.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }))
