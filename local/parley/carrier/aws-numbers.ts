import { type Operations, ServiceError } from '../../runner/core/aws-endpoint.ts'
import type { State } from '../../runner/core/state.ts'

/** What a number or RCS agent is set to; the names are those of AWS. */
export type AwsSettings = {
  TwoWayEnabled?: boolean
  TwoWayChannelArn?: string
  SelfManagedOptOutsEnabled?: boolean
  TwoWayMediaS3BucketName?: string
  TwoWayMediaS3KeyPrefix?: string
  TwoWayMediaS3Role?: string
}

const kind = 'aws number'

export const isRcsAgent = (address: string): boolean => /^rcs-[a-z0-9-]{1,60}$/.test(address)

export const settingsOf = (state: State, address: string): AwsSettings =>
  state.get<AwsSettings>(kind, address) ?? {}

/**
 * Numbers and RCS agents of an account of AWS that has bought every number that Parley knows, and launched every agent that
 * is asked for. What they are set to is kept. https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2
 */
export const awsNumbers = (state: State, bought: () => Promise<string[]>): Operations => ({
  'PinpointSMSVoiceV2.DescribePhoneNumbers': async () => ({
    PhoneNumbers: (await bought()).map((number) => describePhone(state, number)),
  }),
  'PinpointSMSVoiceV2.UpdatePhoneNumber': async ({ PhoneNumberId, ...changes }: Phone) => {
    const number = numberOf(PhoneNumberId)
    return describePhone(state, set(state, number, changes))
  },
  'PinpointSMSVoiceV2.DescribeRcsAgents': async ({ RcsAgentIds }: { RcsAgentIds: string[] }) => ({
    RcsAgents: RcsAgentIds.map((id) => describeAgent(state, requireAgent(id))),
  }),
  'PinpointSMSVoiceV2.UpdateRcsAgent': async ({ RcsAgentId, ...changes }: Agent) =>
    describeAgent(state, set(state, requireAgent(RcsAgentId), changes)),
})

type Phone = AwsSettings & { PhoneNumberId: string }
type Agent = AwsSettings & { RcsAgentId: string }

const set = (state: State, address: string, changes: AwsSettings): string => {
  state.put(kind, address, { ...settingsOf(state, address), ...changes })
  return address
}

const idOf = (number: string) => `phone-${number.replace('+', '')}`

/** A number with less than nine digits is a short code. */
const numberOf = (id: string): string => {
  const digits = /^phone-(\d+)$/.exec(id)?.[1]
  if (!digits) throw notFound('phone-number', id)
  return digits.length < 9 ? digits : `+${digits}`
}

const describePhone = (state: State, number: string) => ({
  PhoneNumber: number,
  PhoneNumberId: idOf(number),
  Status: 'ACTIVE',
  NumberType: number.startsWith('+') ? 'LONG_CODE' : 'SHORT_CODE',
  MessageType: 'TRANSACTIONAL',
  ...unset,
  ...settingsOf(state, number),
})

const describeAgent = (state: State, id: string) => ({
  RcsAgentId: id,
  Status: 'ACTIVE',
  ...unset,
  ...settingsOf(state, id),
})

const unset = { TwoWayEnabled: false, SelfManagedOptOutsEnabled: false }

const requireAgent = (id: string): string => {
  if (isRcsAgent(id)) return id
  throw notFound('rcs-agent', id)
}

const notFound = (ResourceType: string, ResourceId: string) =>
  new ServiceError('ResourceNotFoundException', `The ${ResourceType} "${ResourceId}" was not found.`, {
    ResourceType,
    ResourceId,
  })
