import type { CarrierAdapter } from '../adapter.ts'
import { readTwilioInbound } from './inbound.ts'
import { listTwilioInbound } from './list-inbound.ts'
import { deleteTwilioMedia, twilioMediaPolicy } from './media.ts'
import { readTwilioReceipt } from './receipt.ts'
import { sendByTwilio } from './send.ts'
import { twilioWebhookUrls, verifiesTwilio } from './webhook.ts'

/** Twilio Programmable Messaging, with an account of the workspace's own. */
export const twilio: CarrierAdapter = {
  name: 'twilio',
  send: sendByTwilio,
  webhookUrls: twilioWebhookUrls,
  verifies: verifiesTwilio,
  // TwiML that answers nothing: what Parley answers it sends itself.
  accepted: { contentType: 'text/xml', body: '<Response/>' },
  inbound: readTwilioInbound,
  receipt: readTwilioReceipt,
  mediaPolicy: twilioMediaPolicy,
  listInbound: listTwilioInbound,
  deleteMedia: deleteTwilioMedia,
}
