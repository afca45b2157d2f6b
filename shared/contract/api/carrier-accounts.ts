import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { carrierAccountId, later, named, page, pageQuery, text, timestamp, words } from './shapes.ts'

const carrier = later(() => z.enum(['twilio', 'flowroute']))
const accountSid = later(() => z.string().check(z.regex(/^AC[0-9a-fA-F]{32}$/)))
const messagingServiceSid = later(() => z.string().check(z.regex(/^MG[0-9a-fA-F]{32}$/)))

const carrierAccount = named('CarrierAccount', () =>
  z.object({
    id: carrierAccountId,
    carrier: z.string(),
    name: z.string(),
    account_sid: z.optional(z.string()),
    messaging_service_sid: z.optional(z.string()),
    webhook_urls: z.object({ messages: z.string() }),
    status: z.enum(['ok', 'unauthorized']),
    last_webhook_at: z.optional(timestamp),
    created_at: timestamp,
    version: z.int(),
  }),
)

const secret = later(() => z.optional(text(200)))
const secretPatch = later(() => z.optional(z.nullable(text(200))))

const secretsOf = <S extends z.ZodMiniType>(of: S) => ({
  auth_token: of,
  shared_key: of,
  api_key_sid: of,
  api_key_secret: of,
  access_key: of,
  secret_key: of,
})

const one = () => z.object({ id: carrierAccountId })

export const carrierAccountOperations = {
  createCarrierAccount: {
    method: 'POST',
    path: '/v1/carrier_accounts',
    summary: 'Add an account at a carrier',
    scope: 'manage',
    role: 'admin',
    body: () =>
      z.strictObject({
        carrier,
        name: words(100),
        account_sid: z.optional(accountSid),
        messaging_service_sid: z.optional(messagingServiceSid),
        secrets: z.strictObject(secretsOf(secret)),
      }),
    response: carrierAccount,
    status: 201,
  },
  listCarrierAccounts: {
    method: 'GET',
    path: '/v1/carrier_accounts',
    summary: 'The accounts of the workspace at carriers, oldest first',
    scope: 'manage',
    role: 'admin',
    query: () => z.object(pageQuery),
    response: page(carrierAccount),
    status: 200,
  },
  getCarrierAccount: {
    method: 'GET',
    path: '/v1/carrier_accounts/{id}',
    summary: 'One account at a carrier',
    scope: 'manage',
    role: 'admin',
    params: one,
    response: carrierAccount,
    status: 200,
  },
  editCarrierAccount: {
    method: 'PATCH',
    path: '/v1/carrier_accounts/{id}',
    summary: 'Edit an account at a carrier, or give it new secrets',
    scope: 'manage',
    role: 'admin',
    params: one,
    body: () =>
      z.strictObject({
        name: z.optional(words(100)),
        account_sid: z.optional(accountSid),
        messaging_service_sid: z.optional(z.nullable(messagingServiceSid)),
        secrets: z.optional(z.strictObject(secretsOf(secretPatch))),
      }),
    ifMatch: 'required',
    response: carrierAccount,
    status: 200,
  },
  deleteCarrierAccount: {
    method: 'DELETE',
    path: '/v1/carrier_accounts/{id}',
    summary: 'Forget an account that no number belongs to',
    scope: 'manage',
    role: 'admin',
    params: one,
    ifMatch: 'required',
    response: () => z.undefined(),
    status: 204,
  },
} as const satisfies Record<string, Operation>
