import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import type { Operations } from '../runner/core/aws-endpoint.ts'
import type { Answer } from '../runner/core/http.ts'
import type { Deployed, Simulation } from '../runner/project.ts'
import { answerKeyword } from './carrier/answer-keyword.ts'
import { awsNumbers, isRcsAgent } from './carrier/aws-numbers.ts'
import type { ConfigurationSets } from './carrier/configuration-set.ts'
import { createFaults } from './carrier/faults.ts'
import { type InboundText, receiveText } from './carrier/inbound.ts'
import { createNetwork } from './carrier/network.ts'
import { createNumbers } from './carrier/numbers.ts'
import { createOptOuts } from './carrier/opt-outs.ts'
import { createRate } from './carrier/rate.ts'
import { receiveRcs } from './carrier/rcs.ts'
import { createReceipts } from './carrier/receipts.ts'
import { createRuleBook } from './carrier/rules.ts'
import { sendMedia } from './carrier/send-media.ts'
import { type Carrier, sendText } from './carrier/send-text.ts'
import { resumeReceipts } from './carriers/accept.ts'
import { createAccounts } from './carriers/accounts.ts'
import { createCarriersAnswer } from './carriers/answer.ts'
import { dialects } from './carriers/dialects.ts'
import { receiveAtCarrier } from './carriers/receive.ts'
import { createTexts } from './carriers/texts.ts'
import type { World } from './carriers/world.ts'
import { demoWidget } from './seed-widget.ts'
import { createMedia } from './sim/media.ts'
import { readObject } from './sim/read-object.ts'
import type { Simulator } from './sim/simulator.ts'

/** Offered in the handset before any other was used. */
const firstNumbers = ['+12065550100', 'rcs-demo']

/** Cognito sends its codes from a number of its own. */
const codesFrom = '46837'

/** What was being read of the stream when this is asked is counted, and so is what is there then. */
const countFacts =
  ({ sources, functions }: Pick<Deployed, 'sources' | 'functions'>, { RollUpArn }: Deployed['outputs']) =>
  async () => {
    for (const _ of ['under way', 'the next']) await Promise.all(sources.map((source) => source.settle()))
    await functions.invoke(String(RollUpArn), {}, 'the simulator')
  }

/** The carriers: their operations and APIs for Parley, and what the simulator needs of them. */
export const simulateCarrier = (
  { state, clock, log, clients, outputs, dataDir, url, ...deployed }: Deployed,
  configurationSets: ConfigurationSets,
): { services: Operations; carriers: Answer; simulator: Simulator } & Required<
  Pick<Simulation, 'sendText' | 'resume'>
> => {
  const network = createNetwork(state, clock, log)
  const carrier: Carrier = {
    ...{ clock, network, configurationSets },
    receipts: createReceipts(state, clients.sns, clock, log),
    faults: createFaults(),
    rate: createRate(),
    rules: createRuleBook(state),
    numbers: createNumbers(state, firstNumbers),
    optOuts: createOptOuts(state),
  }
  const inbound = { network, sns: clients.sns, topicArn: String(outputs.InboundTopicArn) }
  const media = createMedia(join(dataDir, 'media'), url('sim'))
  const rcs = { state, network, sns: clients.sns, s3: clients.s3, read: media.read }
  const accounts = createAccounts(state)
  const world: World = {
    ...{ state, clock, log, network, media, accounts, texts: createTexts(state), address: url('carriers') },
    ...{ numbers: carrier.numbers, faults: carrier.faults, optOuts: carrier.optOuts },
  }
  const receive = async (text: InboundText) => {
    const account = accounts.of(text.to)
    if (account) return receiveAtCarrier(text, account, dialects[account.carrier], world)
    const id = await (isRcsAgent(text.to) ? receiveRcs(text, rcs) : receiveText(text, inbound))
    if (carrier.rules.get().answersStop) answerKeyword(text, carrier)
    return id
  }
  return {
    services: {
      'PinpointSMSVoiceV2.SendTextMessage': (input) => sendText(input, carrier),
      'PinpointSMSVoiceV2.SendMediaMessage': (input) =>
        sendMedia(input, carrier, { put: media.put, read: (place) => readObject(clients.s3, place) }),
      ...awsNumbers(state, () => numbersOf(clients.dynamodb, String(outputs.TableName))),
    },
    carriers: createCarriersAnswer(world),
    simulator: {
      carrier,
      accounts,
      media,
      receive,
      emails: () => state.list('email'),
      widgetDemo: { host: url('portal'), widget: demoWidget },
      countFacts: countFacts(deployed, outputs),
    },
    sendText: (to, body) =>
      network.carry({ id: randomUUID(), direction: 'outbound', from: codesFrom, to, body }),
    resume: () => {
      carrier.receipts.resume()
      for (const dialect of Object.values(dialects)) resumeReceipts(dialect, world)
    },
  }
}

/** Every number that Parley has, in whatever workspace. */
const numbersOf = async (client: DynamoDBClient, TableName: string): Promise<string[]> => {
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression: 'sk = :sk',
      ExpressionAttributeValues: { ':sk': { S: 'number_address' } },
    },
  )
  const all = await Array.fromAsync(pages, ({ Items = [] }) => Items.map(({ address }) => address?.S ?? ''))
  return all.flat()
}
