import {
  PinpointSMSVoiceV2Client,
  PinpointSMSVoiceV2ServiceException,
  SendMediaMessageCommand,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2'
import type { Carrier, CarrierOutcome, CarrierPart } from '#domain/carriers/carrier.ts'
import { times } from '#wiring/times.ts'
import { nameOperations } from '../../aws/name-operations.ts'

/**
 * One attempt and no more: the SDK's own retries would send a text twice when an answer is lost. The time-out is well
 * below the time for which an attempt is reserved.
 */
const createClient = () =>
  nameOperations(
    new PinpointSMSVoiceV2Client({
      maxAttempts: 1,
      requestHandler: {
        connectionTimeout: times.carrierConnect,
        requestTimeout: times.carrierAnswer,
        throwOnRequestTimeout: true,
      },
    }),
  )

type Options = {
  configurationSet: string
  /** Where pictures are: AWS reads them there with the rights of whoever sends. */
  mediaBucket: string
}

/** AWS End User Messaging SMS. The context comes back with every receipt. */
export const createAwsCarrier = (options: Options, client = createClient()): Carrier => ({
  send: async (text) => {
    try {
      const { MessageId } = await send(client, text, options)
      if (!MessageId) return { outcome: 'unknown', detail: 'The carrier answered without a message id.' }
      return { outcome: 'accepted', carrierMessageId: MessageId }
    } catch (error) {
      return outcomeOf(error)
    }
  },
})

const send = (
  client: PinpointSMSVoiceV2Client,
  text: CarrierPart,
  { configurationSet, mediaBucket }: Options,
): Promise<{ MessageId?: string }> => {
  const facts = {
    OriginationIdentity: text.from,
    DestinationPhoneNumber: text.to,
    // Pictures may go without words.
    MessageBody: text.body || undefined,
    ConfigurationSetName: configurationSet,
    Context: { workspace: text.workspace, message_id: text.messageId, part_id: text.partId },
  }
  const MediaUrls = text.media.map(({ key }) => `s3://${mediaBucket}/${key}`)
  return MediaUrls.length === 0
    ? client.send(new SendTextMessageCommand({ ...facts, MessageType: 'TRANSACTIONAL' }))
    : client.send(new SendMediaMessageCommand({ ...facts, MediaUrls }))
}

/** Refusals that mean something to people, by the reason that AWS gives. */
const refusals: Record<string, { code: string; detail: string }> = {
  DESTINATION_PHONE_NUMBER_OPTED_OUT: {
    code: 'recipient_opted_out',
    detail: 'The carrier has an opt-out of this recipient.',
  },
  INVALID_PARAMETER: { code: 'invalid_request', detail: 'The carrier does not accept the request.' },
  FIELD_VALIDATION_FAILED: {
    code: 'invalid_phone_number',
    detail: "The carrier does not accept the recipient's phone number.",
  },
  DESTINATION_COUNTRY_BLOCKED: {
    code: 'country_blocked',
    detail: 'The carrier does not send to this country.',
  },
  DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION: {
    code: 'country_blocked',
    detail: "The account's protect configuration blocks this country.",
  },
  DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE: {
    code: 'recipient_blocked',
    detail: "The account's protect configuration blocks this recipient.",
  },
  DESTINATION_PHONE_NUMBER_NOT_VERIFIED: {
    code: 'account_in_sandbox',
    detail: 'The AWS account is in the sandbox and may only text verified phones.',
  },
  MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT: {
    code: 'spend_limit_reached',
    detail: "The account's monthly spending limit for texts is reached.",
  },
  MONTHLY_SPEND_LIMIT_REACHED_FOR_MEDIA: {
    code: 'spend_limit_reached',
    detail: "The account's monthly spending limit for texts with pictures is reached.",
  },
  MONTHLY_SPEND_LIMIT_REACHED_FOR_RCS: {
    code: 'spend_limit_reached',
    detail: "The account's monthly spending limit for RCS is reached.",
  },
  MEDIA_TYPE_NOT_SUPPORTED: {
    code: 'file_type_unsupported',
    detail: 'The carrier does not take a file of this type.',
  },
  ACCOUNT_DISABLED: { code: 'account_disabled', detail: 'AWS disabled sending for this account.' },
}

/** Errors by which the service itself says that it did not complete the request, and that it may be made again. */
const notTaken = ['ThrottlingException', 'InternalServerException']

/** What an error of the SDK tells about the text. Only an answer in which the service refused it makes it certain. */
const outcomeOf = (error: unknown): CarrierOutcome => {
  const name = error instanceof Error ? error.name : 'Error'
  if (!(error instanceof PinpointSMSVoiceV2ServiceException)) return transportOutcome(error, name)
  const status = error.$metadata.httpStatusCode ?? 0
  if (notTaken.includes(name) || status === 503) return { outcome: 'not_now', detail: name }
  if (status >= 500 || status === 0) return { outcome: 'unknown', detail: name }
  const reason = 'Reason' in error ? String(error.Reason) : name
  const known = refusals[reason]
  return { outcome: 'refused', ...(known ?? { code: 'carrier_refused', detail: `${name}: ${reason}` }) }
}

const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']

const transportOutcome = (error: unknown, name: string): CarrierOutcome => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : name
  return neverLeft.includes(code)
    ? { outcome: 'not_now', detail: code }
    : { outcome: 'unknown', detail: code }
}
