import {
  DescribePhoneNumbersCommand,
  DescribeRcsAgentsCommand,
  DescribeRegistrationsCommand,
  type PhoneNumberInformation,
  PinpointSMSVoiceV2Client,
  PinpointSMSVoiceV2ServiceException,
  type RegistrationStatus,
  UpdatePhoneNumberCommand,
  UpdateRcsAgentCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2'
import type { App } from '#domain/app.ts'
import { DomainError } from '#domain/error.ts'
import { arrivalPrefix } from '#domain/media/media.ts'
import type { ConnectedNumber } from '#domain/numbers/connected-number.ts'
import type { BusinessNumber } from '#domain/numbers/number.ts'
import { nameOperations } from '../../aws/name-operations.ts'

/** Where numbers bring texts, and RCS agents files: ARNs, and the name of our bucket. */
export type AwsPlaces = { inboundTopic: string; mediaBucket: string; mediaRole: string }

/** Somebody waits: three calls have to fit into the time that the API has. */
const createClient = () =>
  nameOperations(
    new PinpointSMSVoiceV2Client({
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
    }),
  )

type Client = Pick<PinpointSMSVoiceV2Client, 'send'>

/** Numbers and RCS agents of this account and region in AWS End User Messaging. */
export const connectAwsNumber =
  (places: AwsPlaces, client: Client = createClient()): App['carrierNumbers']['connect'] =>
  (number) =>
    (number.type === 'rcs'
      ? connectAgent(client, places, number)
      : connectPhone(client, places, number)
    ).catch(explain)

/**
 * A number that is not active yet cannot be changed. A number of AWS's simulator receives nothing.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-two-way-sms.html
 */
const connectPhone = async (
  client: Client,
  { inboundTopic }: AwsPlaces,
  { address, carrierHandlesOptOut }: BusinessNumber,
): Promise<ConnectedNumber> => {
  const { PhoneNumberId, Status, NumberType, RegistrationId } = await findPhone(client, address)
  const registration = await registrationOf(client, RegistrationId)
  if (Status !== 'ACTIVE') return { isActive: false, registration, carrierHandlesOptOut }
  if (NumberType === 'SIMULATOR') return { isActive: true, registration, carrierHandlesOptOut }
  const wired = await client.send(
    new UpdatePhoneNumberCommand({
      PhoneNumberId,
      TwoWayEnabled: true,
      TwoWayChannelArn: inboundTopic,
      SelfManagedOptOutsEnabled: !carrierHandlesOptOut,
    }),
  )
  return {
    isActive: wired.Status === 'ACTIVE',
    registration,
    carrierHandlesOptOut: wired.SelfManagedOptOutsEnabled !== true,
  }
}

const findPhone = async (client: Client, address: string): Promise<PhoneNumberInformation> => {
  let NextToken: string | undefined
  do {
    const page = await client.send(new DescribePhoneNumbersCommand({ MaxResults: 100, NextToken }))
    const found = page.PhoneNumbers?.find(({ PhoneNumber }) => PhoneNumber === address)
    if (found) return found
    NextToken = page.NextToken
  } while (NextToken)
  throw notThere()
}

/** Partial: launched with some of the carriers. */
const launched = ['ACTIVE', 'PARTIAL']

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/rcs-inbound-media.html */
const connectAgent = async (
  client: Client,
  { inboundTopic, mediaBucket, mediaRole }: AwsPlaces,
  { address, workspace, carrierHandlesOptOut }: BusinessNumber,
): Promise<ConnectedNumber> => {
  const { RcsAgents } = await client.send(new DescribeRcsAgentsCommand({ RcsAgentIds: [address] }))
  const status = RcsAgents?.[0]?.Status ?? 'DELETED'
  if (status === 'DELETED') throw notThere()
  if (![...launched, 'TESTING'].includes(status)) return { isActive: false, carrierHandlesOptOut }
  const wired = await client.send(
    new UpdateRcsAgentCommand({
      RcsAgentId: address,
      TwoWayEnabled: true,
      TwoWayChannelArn: inboundTopic,
      SelfManagedOptOutsEnabled: !carrierHandlesOptOut,
      TwoWayMediaS3BucketName: mediaBucket,
      // AWS puts the slash itself.
      TwoWayMediaS3KeyPrefix: arrivalPrefix(workspace).slice(0, -1),
      TwoWayMediaS3Role: mediaRole,
    }),
  )
  const isActive = launched.includes(wired.Status ?? '')
  return {
    isActive,
    // An agent is launched once its registrations are approved.
    registration: isActive ? 'approved' : undefined,
    carrierHandlesOptOut: wired.SelfManagedOptOutsEnabled !== true,
  }
}

const registrationOf = async (client: Client, id: string | undefined) => {
  if (!id) return undefined
  const found = await client.send(new DescribeRegistrationsCommand({ RegistrationIds: [id] }))
  const status = found.Registrations?.[0]?.RegistrationStatus
  return status && registrations[status]
}

const registrations: Record<RegistrationStatus, ConnectedNumber['registration']> = {
  CREATED: 'none',
  SUBMITTED: 'submitted',
  AWS_REVIEWING: 'submitted',
  REVIEWING: 'submitted',
  REQUIRES_AUTHENTICATION: 'submitted',
  PROVISIONING: 'submitted',
  COMPLETE: 'approved',
  REQUIRES_UPDATES: 'rejected',
  CLOSED: 'rejected',
  DELETED: 'none',
}

const notThere = () =>
  new DomainError(
    'carrier_number_not_found',
    'AWS End User Messaging has no such number or RCS agent in this account and region.',
  )

const ofPools = [
  'PHONE_NUMBER_ASSOCIATED_TO_POOL',
  'RCS_AGENT_ASSOCIATED_TO_POOL',
  'TWO_WAY_CONFIG_MISMATCH',
  'SELF_MANAGED_OPT_OUTS_MISMATCH',
]
const passing = ['ThrottlingException', 'InternalServerException', 'TimeoutError']

/** What of AWS's errors an administrator can mend, or has to wait for. Others are ours. */
const explain = (error: unknown): never => {
  const name = error instanceof Error ? error.name : ''
  const reason = error instanceof Error && 'Reason' in error ? String(error.Reason) : name
  if (name === 'ResourceNotFoundException') throw notThere()
  if (ofPools.includes(reason))
    throw new DomainError(
      'carrier_number_in_pool',
      'The number is in a phone pool of AWS, which keeps its settings: take it out.',
    )
  if (passing.includes(name))
    throw new DomainError('carrier_unavailable', 'AWS End User Messaging does not answer. Try again.')
  if (name === 'AccessDeniedException' || !(error instanceof PinpointSMSVoiceV2ServiceException)) throw error
  throw new DomainError('carrier_refused', `AWS End User Messaging refuses it: ${reason}.`)
}
