import type { carrierAccountOperations } from '../../api/carrier-accounts.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The account.' }

const secrets = {
  secrets: 'What the account is used with. It is written, and never shown.',
  'secrets.auth_token': 'Twilio: the auth token of the account. It also proves that a webhook is Twilio’s.',
  'secrets.shared_key': 'Twilio: the key of a webhook rule, where webhooks are signed with SHA-256.',
  'secrets.api_key_sid': 'Twilio: the API key that texts are sent with, in place of the auth token.',
  'secrets.api_key_secret': 'Twilio: the secret of the API key.',
  'secrets.access_key': 'Flowroute: the access key.',
  'secrets.secret_key': 'Flowroute: the secret key.',
}

export const carrierAccountTexts: Texts<typeof carrierAccountOperations> = {
  tag: {
    name: 'Carrier accounts',
    description: 'Accounts of the workspace’s own at carriers that need one: Twilio and Flowroute.',
  },
  operations: {
    createCarrierAccount:
      'Paste the address in `webhook_urls` at the carrier, then add numbers with the id of the account.',
    listCarrierAccounts: 'Without their secrets.',
    getCarrierAccount: 'Without its secrets.',
    editCarrierAccount:
      'What is left out stays, secrets too. After a rotation the secrets before the new ones are tried as well: change them here and at the carrier in any order, soon after each other.',
    deleteCarrierAccount: 'Refused with `carrier_account_in_use` while a number belongs to it.',
  },
  parameters: { getCarrierAccount: one, editCarrierAccount: one, deleteCarrierAccount: one },
  schemas: {
    CarrierAccount: {
      '': 'An account at a carrier.',
      carrier: 'Whose account it is.',
      account_sid: 'Twilio’s name of the account. Twilio needs it.',
      messaging_service_sid: 'Twilio’s messaging service that texts are sent with.',
      webhook_urls: 'Where the carrier has to hand over what customers write.',
      'webhook_urls.messages': 'The address for texts.',
      status: '`unauthorized`: the carrier refused the secrets when a text was last sent.',
      last_webhook_at: 'When the carrier last called, to within a quarter of an hour.',
    },
    CreateCarrierAccountBody: { '': 'A new account.', ...secrets },
    EditCarrierAccountBody: { '': 'What changes.', ...secrets },
  },
  examples: {
    CarrierAccount: {
      id: ids.carrierAccount,
      carrier: 'twilio',
      name: 'Our Twilio',
      account_sid: 'AC00000000000000000000000000000001',
      webhook_urls: {
        messages:
          'https://api.example.com/webhooks/twilio/acme-01k0f1g2h3j4k5m6n7p8q9r0s1/messages#rc=5&rp=all&ct=2000&rt=4000',
      },
      status: 'ok',
      last_webhook_at: '2026-11-27T14:00:00.000Z',
      created_at: '2026-09-01T08:00:00.000Z',
      version: 4,
    },
    CreateCarrierAccountBody: {
      carrier: 'twilio',
      name: 'Our Twilio',
      account_sid: 'AC00000000000000000000000000000001',
      secrets: { auth_token: 'the auth token' },
    },
    EditCarrierAccountBody: { secrets: { auth_token: 'the new auth token' } },
  },
}
