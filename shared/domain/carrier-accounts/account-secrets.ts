import type { CarrierSecret, CarrierSecretName } from '../carriers/carrier.ts'
import { carrierTraits } from '../carriers/traits.ts'
import { DomainError } from '../error.ts'
import type { Patch } from '../patch.ts'
import type { CarrierAccount } from './carrier-account.ts'

export type AccountSecrets = { [Name in CarrierSecretName]?: string }
export type SecretsPatch = Patch<AccountSecrets>

/** Facts of an account that its webhooks are checked with, where the table is out of reach. */
type Facts = Pick<CarrierAccount, 'carrier' | 'accountSid' | 'messagingServiceSid'>

/** Throws `validation_failed` where the carrier needs what is missing, or has no use for what is there. */
export const requireComplete = (facts: Facts, secret: CarrierSecret): void => {
  const needs = carrierTraits[facts.carrier].account
  if (!needs) throw invalid([{ path: 'carrier', detail: 'This carrier needs no account.' }])
  const { needed, optional, together = [] } = needs.secrets
  const missingFacts = needs.facts.filter((fact) => !facts[fact])
  const missing = needed.filter((name) => !secret[name])
  const alone = together.some((name) => secret[name]) ? together.filter((name) => !secret[name]) : []
  const strange = secretsIn(secret).filter((name) => ![...needed, ...optional].includes(name))
  const errors = [
    ...missingFacts.map(() => ({ path: 'account_sid', detail: 'The carrier needs it.' })),
    ...missing.map((name) => ({ path: `secrets.${name}`, detail: 'The carrier needs it.' })),
    ...alone.map((name) => ({ path: `secrets.${name}`, detail: 'The other half of it is given.' })),
    ...strange.map((name) => ({ path: `secrets.${name}`, detail: 'The carrier has no such secret.' })),
  ]
  if (errors.length > 0) throw invalid(errors)
}

/** What is kept beside the secrets of people. */
const ours = ['public_url', 'account_sid', 'messaging_service_sid', 'path_key']

const secretsIn = (secret: CarrierSecret) =>
  Object.keys(secret).filter((name) => !ours.includes(name)) as CarrierSecretName[]

const invalid = (errors: { path: string; detail: string }[]) =>
  new DomainError('validation_failed', 'The account has invalid fields.', { errors })

/** The secret with the facts that travel in it. */
export const withFacts = (
  secret: CarrierSecret,
  { accountSid, messagingServiceSid }: Omit<Facts, 'carrier'>,
): CarrierSecret => {
  const { account_sid: _, messaging_service_sid: __, ...rest } = secret
  return {
    ...rest,
    ...(accountSid && { account_sid: accountSid }),
    ...(messagingServiceSid && { messaging_service_sid: messagingServiceSid }),
  }
}
