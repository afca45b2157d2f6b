import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectAwsNumber } from '#adapters/carriers/aws/numbers.ts'
import { type BusinessNumber, newNumber } from '#domain/numbers/number.ts'
import { type AwsService, awsError, startAwsService } from '../../../support/aws-service.ts'

let service: AwsService
beforeEach(async () => {
  service = await startAwsService()
})
afterEach(() => service.stop())

const places = { inboundTopic: 'arn:topic', mediaBucket: 'media', mediaRole: 'arn:role' }
const facts = { workspace: 'wks_a', id: 'num_1', country: 'US', createdAt: 0 } as const
const line = newNumber({ ...facts, address: '+12065550100' })
const agent = newNumber({ ...facts, address: 'rcs-a1', type: 'rcs', capabilities: ['rcs'] })

type Answers = Record<string, object>

/** Activates a number where AWS answers each operation so; an answer with a status is an error. */
const connect = (number: BusinessNumber, answers: Answers) => {
  service.answer = ({ target }) => {
    const answer = answers[target.split('.')[1] ?? '']
    return answer && 'status' in answer ? (answer as never) : { status: 200, body: { ...answer } }
  }
  const client = new PinpointSMSVoiceV2Client({ ...service.client, maxAttempts: 1 })
  return connectAwsNumber(places, client)(number)
}

const asked = (operation: string) =>
  service.requests.find(({ target }) => target.endsWith(`.${operation}`))?.body

const phone = { PhoneNumber: '+12065550100', PhoneNumberId: 'phone-1', Status: 'ACTIVE' }
const self = { SelfManagedOptOutsEnabled: true }

test('a number brings its texts to our topic and leaves opt-outs to us', async () => {
  const connected = await connect(line, {
    DescribePhoneNumbers: {
      PhoneNumbers: [{ PhoneNumber: '+12065550199' }, { ...phone, RegistrationId: 'r-1' }],
    },
    DescribeRegistrations: { Registrations: [{ RegistrationStatus: 'COMPLETE' }] },
    UpdatePhoneNumber: { ...phone, ...self },
  })
  expect(connected).toEqual({ isActive: true, registration: 'approved', carrierHandlesOptOut: false })
  expect(asked('UpdatePhoneNumber')).toEqual({
    PhoneNumberId: 'phone-1',
    TwoWayEnabled: true,
    TwoWayChannelArn: 'arn:topic',
    SelfManagedOptOutsEnabled: true,
  })
})

test('who answers STOP is what AWS says after it was set', async () => {
  const connected = await connect(
    { ...line, carrierHandlesOptOut: true },
    { DescribePhoneNumbers: { PhoneNumbers: [phone] }, UpdatePhoneNumber: phone },
  )
  expect(asked('UpdatePhoneNumber')).toMatchObject({ SelfManagedOptOutsEnabled: false })
  expect(connected).toMatchObject({ carrierHandlesOptOut: true })
})

test('a number that AWS has not switched on is read, and nothing is set', async () => {
  const connected = await connect(line, {
    DescribePhoneNumbers: { PhoneNumbers: [{ ...phone, Status: 'PENDING', RegistrationId: 'r-1' }] },
    DescribeRegistrations: { Registrations: [{ RegistrationStatus: 'REVIEWING' }] },
  })
  expect(connected).toMatchObject({ isActive: false, registration: 'submitted' })
  expect(asked('UpdatePhoneNumber')).toBeUndefined()
})

test('a number is looked for on every page', async () => {
  let pages = 0
  service.answer = ({ target }) => {
    if (!target.endsWith('DescribePhoneNumbers')) return { status: 200, body: { ...phone, ...self } }
    pages++
    const body = pages < 3 ? { PhoneNumbers: [], NextToken: 'more' } : { PhoneNumbers: [phone] }
    return { status: 200, body }
  }
  const client = new PinpointSMSVoiceV2Client({ ...service.client, maxAttempts: 1 })
  expect(await connectAwsNumber(places, client)(line)).toMatchObject({ isActive: true })
  expect(pages).toBe(3)
})

test('an RCS agent brings its texts to our topic, and its files below the prefix of its workspace', async () => {
  const connected = await connect(agent, {
    DescribeRcsAgents: { RcsAgents: [{ RcsAgentId: 'rcs-a1', Status: 'ACTIVE' }] },
    UpdateRcsAgent: { Status: 'ACTIVE', ...self },
  })
  expect(connected).toEqual({ isActive: true, registration: 'approved', carrierHandlesOptOut: false })
  expect(asked('UpdateRcsAgent')).toEqual({
    RcsAgentId: 'rcs-a1',
    TwoWayEnabled: true,
    TwoWayChannelArn: 'arn:topic',
    SelfManagedOptOutsEnabled: true,
    TwoWayMediaS3BucketName: 'media',
    TwoWayMediaS3KeyPrefix: 'rcs/wks_a',
    TwoWayMediaS3Role: 'arn:role',
  })
})

test.each(['CREATED', 'PENDING'])('an RCS agent that is %s waits', async (Status) => {
  const connected = await connect(agent, { DescribeRcsAgents: { RcsAgents: [{ Status }] } })
  expect(connected).toEqual({ isActive: false, carrierHandlesOptOut: false })
})

test('an RCS agent that is being tried out is set, and not active', async () => {
  const connected = await connect(agent, {
    DescribeRcsAgents: { RcsAgents: [{ Status: 'TESTING' }] },
    UpdateRcsAgent: { Status: 'TESTING', ...self },
  })
  expect(connected).toMatchObject({ isActive: false, registration: undefined })
  expect(asked('UpdateRcsAgent')).toBeDefined()
})

const conflict = (Reason: string) => {
  const { status, body } = awsError(400, 'ConflictException')
  return { status, body: { ...body, Reason } }
}

test.each<[string, string, BusinessNumber, Answers]>([
  ['carrier_number_not_found', 'there is no such number', line, { DescribePhoneNumbers: {} }],
  [
    'carrier_number_not_found',
    'there is no such agent',
    agent,
    { DescribeRcsAgents: awsError(400, 'ResourceNotFoundException') },
  ],
  [
    'carrier_number_not_found',
    'the agent was deleted',
    agent,
    { DescribeRcsAgents: { RcsAgents: [{ Status: 'DELETED' }] } },
  ],
  [
    'carrier_number_in_pool',
    'the number is in a pool',
    line,
    {
      DescribePhoneNumbers: { PhoneNumbers: [phone] },
      UpdatePhoneNumber: conflict('PHONE_NUMBER_ASSOCIATED_TO_POOL'),
    },
  ],
  [
    'carrier_refused',
    'AWS refuses it',
    line,
    {
      DescribePhoneNumbers: { PhoneNumbers: [phone] },
      UpdatePhoneNumber: conflict('NUMBER_CAPABILITY_MISMATCH'),
    },
  ],
  [
    'carrier_unavailable',
    'AWS is asked too often',
    line,
    { DescribePhoneNumbers: awsError(400, 'ThrottlingException') },
  ],
])('%s where %s', async (code, _, number, answers) => {
  await expect(connect(number, answers)).rejects.toMatchObject({ code })
})

test('a right that we lack is a fault of ours', async () => {
  const denied = connect(line, { DescribePhoneNumbers: awsError(400, 'AccessDeniedException') })
  await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException' })
})
