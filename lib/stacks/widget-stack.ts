import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IEventBus, Match } from 'aws-cdk-lib/aws-events'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { times } from '#wiring/times.ts'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { ConstructContext } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'
import { useTurnstileSecrets } from '../constructs/use-secrets.ts'

type WidgetStackProps = StackProps & ConstructContext & { table: ITable; bus: IEventBus }

/** What asks phones that visitors type into forms of websites. The open edge puts them on its queue, and can do no more. */
export class WidgetStack extends Stack {
  readonly queue: IQueue
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, ...props }: WidgetStackProps) {
    super(scope, id, props)
    const asking = new EventWorker(this, 'Ask', { ...props, ...askConsent })
    asking.worker.useTable(table)
    useTurnstileSecrets(asking.worker, props.stage, 'GetSecretValue')
    this.queue = asking.queue
    this.ages = { widgets: ageOf(asking) }
    this.dead = { widgets: deadOf(asking) }
  }
}

const askConsent = {
  name: 'ask-consent',
  notice: 'Visitors of websites who type their phone into a form are asked late or not at all.',
  pattern: {
    detailType: ['consent.changed'],
    detail: { data: { action: ['opt_in'], widget_id: Match.exists() } },
  },
  timeout: Duration.millis(times.askConsentTimeout),
  batchSize: 10,
  maxReceiveCount: 5,
  lateAfter: Duration.minutes(5),
}
