import { Duration, Validations } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, type DynamoEventSourceProps, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { ParleyFunction, ParleyFunctionProps } from './parley-function.ts'
import { createDeadLetterQueue } from './queue-worker.ts'

type Following = Pick<DynamoEventSourceProps, 'batchSize' | 'maxBatchingWindow' | 'parallelizationFactor'> & {
  table: ITable
  reader: ParleyFunction
  /** Which new images wake the reader: patterns, of which one has to fit. */
  images: Record<string, unknown>[]
}

/**
 * Has a function read the table's stream; gives the queue of what it could not take. DynamoDB advises at most two readers of a
 * shard. Lambda reads for the function, and lists streams to find the one.
 */
export const followStream = (
  scope: Construct,
  { table, reader, images, ...reading }: Following,
  props: ParleyFunctionProps,
): Queue => {
  const deadLetters = createDeadLetterQueue(scope, props)
  Validations.of(deadLetters).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'This is the dead-letter queue of a stream, which the rule does not know.',
  })
  reader.lambda.addEventSource(
    new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      ...reading,
      filters: images.map((NewImage) => FilterCriteria.filter({ dynamodb: { NewImage } })),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // The stream forgets after a day: twenty hours of retries ride out an outage, the rest is for people.
      maxRecordAge: Duration.hours(20),
      onFailure: new SqsDlq(deadLetters),
    }),
  )
  Validations.of(scope).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'ListStreams accepts no other resource than "*".',
  })
  return deadLetters
}
