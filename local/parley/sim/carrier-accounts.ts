import { z } from 'zod'
import { json, type Reply, type Request } from '../../runner/core/http.ts'
import type { Numbers } from '../carrier/numbers.ts'
import type { Accounts } from '../carriers/accounts.ts'
import { businessNumber, parseBody } from './input.ts'

const name = z.string().min(1).max(200)

const sent = z.strictObject({
  carrier: z.enum(['twilio', 'flowroute']),
  id: name,
  secret: name,
  api_key: z.strictObject({ sid: name, secret: name }).optional(),
  shared_key: name.optional(),
  advanced_opt_out: z.boolean().optional(),
  webhook_url: z.url(),
  numbers: z.array(businessNumber).optional(),
})

type Consoles = { accounts: Accounts; carrier: { numbers: Numbers } }

/** What people do in the console of a carrier: adds an account or changes it, pastes the webhook, buys numbers. */
export const saveAccount = ({ accounts, carrier }: Consoles, request: Request): Reply => {
  const asked = parseBody(sent, request)
  const account = {
    ...{ carrier: asked.carrier, id: asked.id, secret: asked.secret, webhookUrl: asked.webhook_url },
    ...{ apiKey: asked.api_key, sharedKey: asked.shared_key, advancedOptOut: asked.advanced_opt_out },
  }
  accounts.save(account)
  for (const number of asked.numbers ?? []) {
    accounts.assign(number, account)
    carrier.numbers.see(number)
  }
  return json(201, { carrier: asked.carrier, id: asked.id })
}
