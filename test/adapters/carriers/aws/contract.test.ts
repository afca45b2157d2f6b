import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { createAwsCarrier } from '#adapters/carriers/aws/carrier.ts'
import { parseAwsInbound } from '#adapters/carriers/aws/inbound.ts'
import { parseAwsReceipt } from '#adapters/carriers/aws/receipt.ts'
import { awsTraits } from '#domain/carriers/aws-traits.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import { sendFaults } from '../../../../local/parley/carrier/faults.ts'
import { receiveText } from '../../../../local/parley/carrier/inbound.ts'
import { type SendTextInput, sendText } from '../../../../local/parley/carrier/send-text.ts'
import { createAwsEndpoint } from '../../../../local/runner/core/aws-endpoint.ts'
import { serve } from '../../../../local/runner/core/http.ts'
import { inEnvelope } from '../../../examples/examples.ts'
import { createCarrier, createTopic } from '../../../local/parley/carrier/create-carrier.ts'
import { cutting } from '../../../support/carriers/simulated-carriers.ts'
import {
  businessNumber,
  customer,
  describeCarrier,
  describeWithoutAccount,
  type PlayedCarrier,
} from '../contract.ts'

/** The simulated AWS with its topics. */
const startAws = async (): Promise<PlayedCarrier> => {
  const topic = createTopic()
  const carrier = createCarrier(topic.sns)
  carrier.numbers.see(businessNumber)
  const operations = {
    'PinpointSMSVoiceV2.SendTextMessage': (input: SendTextInput) => sendText(input, carrier),
  }
  const server = await serve(0, cutting(createAwsEndpoint(operations, () => {})))
  const client = new PinpointSMSVoiceV2Client({
    ...{ endpoint: server.url, region: 'us-east-1', maxAttempts: 1 },
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  const { send } = createAwsCarrier({ configurationSet: 'parley-test', mediaBucket: 'pictures' }, client)
  const picture = { content_type: 'image/png', url: 'http://127.0.0.1/1' }
  return {
    send,
    told: async () => {
      const texts: CarrierInbound[] = []
      const receipts: Receipt[] = []
      for (const { message } of topic.published) {
        const body = inEnvelope(message)
        if ('eventType' in message) receipts.push(parseAwsReceipt(body, Date.now()) as Receipt)
        else texts.push((await parseAwsInbound(body, Date.now())) as CarrierInbound)
      }
      return { texts, receipts }
    },
    until: topic.until,
    fails: (error) => {
      const known = sendFaults.find((name) => name === error)
      if (!known) throw new Error(`AWS never answers ${error}.`)
      carrier.faults.add({ error: known, times: 1 })
    },
    away: () => server.stop(),
    shown: () => carrier.network.messages(customer).map(({ body }) => body),
    receive: ({ body = '', files = 0, id, from = customer }) => {
      const media = files > 0 ? Array.from({ length: files }, () => picture) : undefined
      const phone = { network: carrier.network, sns: topic.sns, topicArn: 'inbound' }
      return receiveText({ from, to: businessNumber, body, id, media }, phone)
    },
    stop: async () => {
      client.destroy()
      await server.stop().catch(() => undefined)
    },
  }
}

const facts = { traits: awsTraits, optedOut: 'recipient_opted_out' }

describeCarrier('AWS', {
  ...facts,
  // InternalServerException says that the request was not completed.
  whenDown: 'not_now',
  start: startAws,
  strangeReceipt: () => {
    const context = { workspace: 'wks_acme', part_id: 'msg_01m83xj8800.2' }
    return parseAwsReceipt(inEnvelope({ eventType: 'TEXT_TELEPORTED', context }), Date.now())
  },
})

describeWithoutAccount('aws', facts)
