import { Duration } from 'aws-cdk-lib'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { type House, ParleyFunction } from './parley-function.ts'
import { createDeadLetterQueue } from './queue-worker.ts'

type ChangePublisherProps = House & {
  outboundQueue: IQueue
  bus: IEventBus
  releaseStateMachine?: IStateMachine
}

const name = 'publish-changes'
const notice = 'Texts to customers do not leave, and open inboxes do not show what is new.'

/** Follows the table's stream: the table is the outbox, and this function what empties it. */
export class ChangePublisher extends Construct {
  constructor(scope: Construct, id: string, props: ChangePublisherProps) {
    super(scope, id)
    const { lambda } = this.createPublisher(props)
    props.outboundQueue.grantSendMessages(lambda)
    props.bus.grantPutEventsTo(lambda)
    props.releaseStateMachine?.grantStartExecution(lambda)
    lambda.addEventSource(
      new DynamoEventSource(props.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        // Each item keeps its order; ten batches of a shard run side by side.
        parallelizationFactor: 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        // The stream forgets after 24 hours. An hour of retries rides out an outage; the rest of the day is for people.
        maxRecordAge: Duration.hours(1),
        onFailure: new SqsDlq(createDeadLetterQueue(this, { name, notice, alarmTopic: props.alarmTopic })),
      }),
    )
  }

  private createPublisher(props: ChangePublisherProps) {
    const publisher = new ParleyFunction(this, 'Publisher', {
      stage: props.stage,
      alarmTopic: props.alarmTopic,
      name,
      notice,
      environment: {
        OUTBOUND_QUEUE_URL: props.outboundQueue.queueUrl,
        EVENT_BUS_NAME: props.bus.eventBusName,
        RELEASE_STATE_MACHINE_ARN: props.releaseStateMachine?.stateMachineArn,
      },
      timeout: Duration.seconds(60),
    })
    return publisher
  }
}
