import { type Client, createClient } from '#contract/client.ts'
import type { CarrierAccountId } from '#domain/carriers/carrier.ts'
import type { Deployed } from '../runner/project.ts'
import type { DemoAccount } from './demo.ts'

/**
 * Sets an account up as people do: it is added by the API, and what the API answers is pasted at the carrier. One that is
 * there already is taken. Gives its id.
 */
export const seedAccount = async (demo: DemoAccount, url: Deployed['url']): Promise<CarrierAccountId> => {
  const token = await tokenOf(demo.admin, url('issuer'))
  const api = createClient({ url: url('api'), token: async () => token })
  const { data } = await api.listCarrierAccounts()
  const known = data.find(({ carrier, name }) => carrier === demo.carrier && name === demo.name)
  const { id, webhook_urls } = known ?? (await api.createCarrierAccount({ body: bodyOf(demo) }))
  await paste(demo, webhook_urls.messages, url('sim'))
  return id as CarrierAccountId
}

const tokenOf = async (username: string, issuer: string): Promise<string> => {
  const body = new URLSearchParams({ grant_type: 'password', username })
  const response = await fetch(`${issuer}/token`, { method: 'POST', body })
  const { access_token } = (await response.json()) as { access_token: string }
  return access_token
}

type NewAccount = Parameters<Client['createCarrierAccount']>[0]['body']

const bodyOf = ({ carrier, name, id, secret }: DemoAccount): NewAccount =>
  carrier === 'twilio'
    ? { carrier, name, account_sid: id, secrets: { auth_token: secret } }
    : { carrier, name, secrets: { access_key: id, secret_key: secret } }

const paste = async ({ carrier, id, secret, number }: DemoAccount, webhook_url: string, sim: string) => {
  const body = JSON.stringify({ carrier, id, secret, webhook_url, numbers: [number] })
  const response = await fetch(`${sim}/carrier_accounts`, { method: 'POST', body })
  if (!response.ok) throw new Error(`The simulated carrier refused the account: ${await response.text()}`)
}
