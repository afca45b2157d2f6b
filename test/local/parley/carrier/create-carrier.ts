import type { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { createFaults } from '../../../../local/parley/carrier/faults.ts'
import { createNetwork } from '../../../../local/parley/carrier/network.ts'
import { createNumbers } from '../../../../local/parley/carrier/numbers.ts'
import { createOptOuts } from '../../../../local/parley/carrier/opt-outs.ts'
import { createRate } from '../../../../local/parley/carrier/rate.ts'
import { createReceipts } from '../../../../local/parley/carrier/receipts.ts'
import { createRuleBook } from '../../../../local/parley/carrier/rules.ts'
import type { Carrier } from '../../../../local/parley/carrier/send-text.ts'
import { createClock } from '../../../../local/runner/core/clock.ts'
import { openState, type State } from '../../../../local/runner/core/state.ts'

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
    network: createNetwork(state, clock, () => {}),
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
