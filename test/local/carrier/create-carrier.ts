import type { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { createFaults } from '../../../local/carrier/faults.ts'
import { createNetwork } from '../../../local/carrier/network.ts'
import { createNumbers } from '../../../local/carrier/numbers.ts'
import { createOptOuts } from '../../../local/carrier/opt-outs.ts'
import { createRate } from '../../../local/carrier/rate.ts'
import { createReceipts } from '../../../local/carrier/receipts.ts'
import { createRuleBook } from '../../../local/carrier/rules.ts'
import type { Carrier } from '../../../local/carrier/send-text.ts'
import { createClock } from '../../../local/clock.ts'
import { openState, type State } from '../../../local/state.ts'

/** A topic that keeps what is published to it. */
export const createTopic = () => {
  const published: { topic?: string; message: Record<string, unknown> }[] = []
  const waiting: (() => void)[] = []
  const send = async ({ input }: PublishCommand) => {
    published.push({ topic: input.TopicArn, message: JSON.parse(input.Message ?? '') })
    for (const wake of waiting.splice(0)) wake()
    return {}
  }
  /** Settles when so many messages were published. */
  const until = async (count: number) => {
    while (published.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
    return published
  }
  return { sns: { send } as unknown as SNSClient, published, until }
}

/** A carrier that keeps everything in memory. */
export const createCarrier = (sns: SNSClient, state: State = openState(':memory:')): Carrier => {
  const clock = createClock(state)
  return {
    clock,
    network: createNetwork(state, clock),
    receipts: createReceipts(state, sns, clock, () => {}),
    faults: createFaults(),
    rate: createRate(),
    rules: createRuleBook(state),
    numbers: createNumbers(state, ['+12065550100']),
    optOuts: createOptOuts(state),
    configurationSets: new Map([
      ['parley-test', [{ topicArn: 'topic', eventTypes: ['TEXT_ALL'], enabled: true }]],
    ]),
  }
}
