import { expect, test } from 'vitest'
import { createCarrier } from '#adapters/carriers/send.ts'
import type { CarrierPart, CarrierSecret } from '#domain/carriers/carrier.ts'
import { fakeCarrier } from '../../support/fake-carrier.ts'

const part: CarrierPart = {
  ...{ workspace: 'wks_a', from: '+12065550102', to: '+12065550123', body: 'Hi', media: [] },
  ...{ carrier: 'twilio', account: 'cac_a', messageId: 'msg_1', partId: 'msg_1.0' },
}

/** A carrier whose accounts have these secrets, tried in their order. */
const withSecrets = (...secrets: CarrierSecret[]) => {
  const logged: string[] = []
  const carrier = createCarrier(
    {
      log: { error: (what) => logged.push(what) },
      own: { aws: { send: async () => ({ outcome: 'accepted', carrierMessageId: 'by AWS' }) } },
      fitting: async (_, use, fits) => {
        let outcome: Awaited<ReturnType<typeof use>> | undefined
        for (const secret of secrets) {
          if (secret.unreachable) throw new Error('unreachable')
          outcome = await use(secret)
          if (fits(outcome)) break
        }
        return outcome
      },
    },
    { twilio: fakeCarrier },
  )
  return { carrier, logged }
}

test.each([
  ['the secret', [{ auth_token: 'good' }]],
  ['the secret before the new one', [{ auth_token: 'new' }, { auth_token: 'good' }]],
])('a part leaves with %s', async (_, secrets: CarrierSecret[]) => {
  const { carrier } = withSecrets(...secrets)
  expect(await carrier.send(part)).toEqual({ outcome: 'accepted', carrierMessageId: 'id of msg_1.0' })
})

test.each([
  ['secrets that the carrier refuses', [{ auth_token: 'bad' }], { detail: '401', unauthorized: true }],
  ['an account without secrets', [], { detail: 'no_secret', unauthorized: true }],
  ['secrets that cannot be read', [{ unreachable: 'yes' }], { detail: 'secrets_unreachable' }],
])('a part waits with %s', async (_, secrets: CarrierSecret[], said) => {
  const { carrier } = withSecrets(...secrets)
  expect(await carrier.send(part)).toEqual({ outcome: 'not_now', ...said })
})

test('AWS is reached without an account, and a number of another carrier not', async () => {
  const { carrier } = withSecrets()
  expect(await carrier.send({ ...part, carrier: 'aws', account: undefined })).toMatchObject({
    carrierMessageId: 'by AWS',
  })
  expect(await carrier.send({ ...part, account: undefined })).toMatchObject({ outcome: 'refused' })
})

test('a carrier with accounts is told where it can fetch the pictures', async () => {
  const parts: CarrierPart[] = []
  const { public_url, path_key } = {
    public_url: 'https://api.test/webhooks/twilio/a-00000000',
    path_key: 'k',
  }
  const carrier = createCarrier(
    {
      ...{ log: { error: () => {} }, own: {} },
      fitting: async (_, use) => use({ public_url, path_key }),
      now: () => 0,
    },
    {
      twilio: {
        ...fakeCarrier,
        send: () => async (sent) => {
          parts.push(sent)
          return { outcome: 'accepted', carrierMessageId: '1' }
        },
      },
    },
  )
  const file = { key: `media/wks_a/msg_${'0'.repeat(34)}/0/view`, contentType: 'image/jpeg', bytes: 1 }
  await carrier.send({ ...part, account: 'cac_00000000', media: [file] })
  expect(parts[0]?.media).toEqual([
    {
      ...file,
      url: expect.stringMatching(/^https:\/\/api\.test\/media\/a-00000000-0{34}-0-[0-9a-z]+-[0-9a-f]{32}$/),
    },
  ])
})

test('a text does not leave without its picture where the carrier could not fetch it', async () => {
  const { carrier } = withSecrets({ auth_token: 'good' })
  const file = { key: 'media/wks_a/msg_1/0/view', contentType: 'image/jpeg', bytes: 1 }
  expect(await carrier.send({ ...part, media: [file] })).toMatchObject({ outcome: 'refused' })
})
