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
