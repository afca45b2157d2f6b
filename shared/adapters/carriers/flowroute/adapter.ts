import type { CarrierAdapter } from '../adapter.ts'
import { readFlowrouteInbound } from './inbound.ts'
import { listFlowrouteInbound } from './list-inbound.ts'
import { flowrouteMediaPolicy } from './media.ts'
import { readFlowrouteReceipt } from './receipt.ts'
import { sendByFlowroute } from './send.ts'
import { flowrouteWebhookUrls, verifiesFlowroute } from './webhook.ts'

/** Flowroute's Messages API, with an account of the workspace's own. */
export const flowroute: CarrierAdapter = {
  name: 'flowroute',
  send: sendByFlowroute,
  webhookUrls: flowrouteWebhookUrls,
  verifies: verifiesFlowroute,
  accepted: { contentType: 'application/json', body: '{}' },
  inbound: readFlowrouteInbound,
  receipt: readFlowrouteReceipt,
  mediaPolicy: flowrouteMediaPolicy,
  listInbound: listFlowrouteInbound,
}
