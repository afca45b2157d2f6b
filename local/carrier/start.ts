import { join } from 'node:path'
import type { SNSClient } from '@aws-sdk/client-sns'
import type { Operations } from '../aws-endpoint.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createMedia } from '../sim/media.ts'
import type { Simulator } from '../sim/simulator.ts'
import type { State } from '../state.ts'
import { answerKeyword } from './answer-keyword.ts'
import { createFaults } from './faults.ts'
import { type InboundText, receiveText } from './inbound.ts'
import { createNetwork } from './network.ts'
import { createNumbers } from './numbers.ts'
import { createOptOuts } from './opt-outs.ts'
import { createRate } from './rate.ts'
import { createReceipts, type EventDestination, type Receipts } from './receipts.ts'
import { createRuleBook } from './rules.ts'
import { type Carrier, sendText } from './send-text.ts'

type Settings = {
  state: State
  clock: Clock
  log: Log
  clients: { sns: SNSClient }
  configurationSets: Map<string, EventDestination[]>
  outputs: Record<string, unknown>
  dataDir: string
  /** Where the simulator answers. */
  url: string
}

/** The carrier: its operations for Parley, and what the simulator needs of it. */
export const startCarrier = (
  settings: Settings,
): { operations: Operations; simulator: Simulator; receipts: Receipts } => {
  const { state, clock, log, clients, configurationSets, outputs, dataDir, url } = settings
  const network = createNetwork(state, clock)
  const carrier: Carrier = {
    ...{ clock, network, configurationSets },
    receipts: createReceipts(state, clients.sns, clock, log),
    faults: createFaults(),
    rate: createRate(),
    rules: createRuleBook(state),
    numbers: createNumbers(state, ['+12065550100']),
    optOuts: createOptOuts(state),
  }
  const inbound = { network, sns: clients.sns, topicArn: String(outputs.InboundTopicArn) }
  const receive = async (text: InboundText) => {
    const id = await receiveText(text, inbound)
    if (carrier.rules.get().answersStop) answerKeyword(text, carrier)
    return id
  }
  const media = createMedia(join(dataDir, 'media'), url)
  return {
    operations: { 'PinpointSMSVoiceV2.SendTextMessage': (input) => sendText(input, carrier) },
    simulator: { carrier, media, receive, emails: () => state.list('email') },
    receipts: carrier.receipts,
  }
}
