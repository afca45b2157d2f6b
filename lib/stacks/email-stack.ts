import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses'
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import { times } from '#wiring/times.ts'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { ConstructContext, ParleyFunction } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'
import { QueueWorker } from '../constructs/queue-worker.ts'
import { createServiceTopic, type Publisher } from '../constructs/service-topic.ts'

type EmailStackProps = StackProps & ConstructContext & { table: ITable; bus: IEventBus; topicKey: IKey }

/** What hands e-mails to Amazon SES, and what it says became of them. Nothing of it runs for workspaces that write none. */
export class EmailStack extends Stack {
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, bus, topicKey, ...props }: EmailStackProps) {
    super(scope, id, props)
    const set = new CfnConfigurationSet(this, 'ConfigurationSet', { name: `parley-${props.stage.name}` })
    const topic = createServiceTopic(this, 'Events', {
      displayName: 'What became of e-mails to customers',
      key: topicKey,
      publisher: mailServiceOf(this),
    })
    const destination = new CfnConfigurationSetEventDestination(this, 'Destination', {
      configurationSetName: set.ref,
      eventDestination: {
        name: 'events',
        enabled: true,
        matchingEventTypes: ['bounce', 'complaint', 'delivery', 'reject'],
        snsDestination: { topicArn: topic.topicArn },
      },
    })
    // The mail service may not publish before the topic's policy says so.
    destination.node.addDependency(topic)
    const sending = new EventWorker(this, 'Send', { ...props, ...sendEmail, bus })
    const recording = new QueueWorker(this, 'Record', { ...props, ...recordEmail })
    topic.addSubscription(new SqsSubscription(recording.queue))
    for (const { worker } of [sending, recording]) worker.useTable(table)
    sending.worker.setEnvironment({ EMAIL_CONFIGURATION_SET: set.ref })
    this.letSend(sending.worker, set.ref, props.stage.emailIdentities)
    this.ages = { emails: ageOf(sending) }
    this.dead = {
      emails: deadOf(sending),
      'e-mail events': deadOf(recording),
    }
  }

  /** From the domains and addresses that the stage names, and no others; in an account in the sandbox the receivers are identities, too. */
  private letSend(worker: ParleyFunction, set: string, identities: string[]) {
    const arn = (resource: string, resourceName: string) =>
      this.formatArn({ service: 'ses', resource, resourceName })
    const resources = identities.map((identity) => arn('identity', identity))
    if (resources.length === 0) return
    worker.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [...resources, arn('configuration-set', set)],
      }),
    )
  }
}

/**
 * Amazon SES, on behalf of this account.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-sns.html
 */
export const mailServiceOf = (scope: Construct): Publisher => ({
  service: 'ses.amazonaws.com',
  sourceArn: Stack.of(scope).formatArn({ service: 'ses', resource: 'configuration-set', resourceName: '*' }),
})

const sendEmail = {
  name: 'send-email',
  notice: 'E-mails to customers leave late or not at all.',
  pattern: { detailType: ['email.created'] },
  timeout: Duration.millis(times.sendEmailTimeout),
  batchSize: 1,
  // The limits of an account let it come again: over a day, two minutes apart.
  maxReceiveCount: 720,
  lateAfter: Duration.minutes(15),
}

const recordEmail = {
  name: 'record-email',
  notice: 'Addresses whose e-mails come back are written to again.',
  timeout: Duration.seconds(10),
  batchSize: 10,
  maxReceiveCount: 20,
  lateAfter: Duration.minutes(15),
}
