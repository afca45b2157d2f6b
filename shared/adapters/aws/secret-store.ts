import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import type { AccountName, Secrets } from '#domain/app.ts'
import type { CarrierSecret } from '#domain/carriers/carrier.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { times } from '#wiring/times.ts'
import { nameOperations } from './name-operations.ts'

/** Whoever waits for a secret has a request of its own to make in its time. */
const createClient = () =>
  nameOperations(
    new SecretsManagerClient({
      maxAttempts: 2,
      requestHandler: {
        connectionTimeout: times.secretsConnect,
        requestTimeout: times.secretsAnswer,
        throwOnRequestTimeout: true,
      },
    }),
  )

/** Whose secrets they are: an account at a carrier, or an endpoint of webhooks. */
export type SecretOwner = { workspace: WorkspaceId; id: string }

const nameOf = (prefix: string, { workspace, id }: SecretOwner): string => `${prefix}/${workspace}/${id}`

const isNamed = (error: unknown, ...names: string[]): boolean =>
  error instanceof Error && names.includes(error.name)

type Stage = 'AWSCURRENT' | 'AWSPREVIOUS'

/** Undefined where there is no such secret, or none before today's. */
const read = async (
  client: SecretsManagerClient,
  SecretId: string,
  VersionStage: Stage = 'AWSCURRENT',
): Promise<CarrierSecret | undefined> => {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId, VersionStage }))
    return SecretString === undefined ? undefined : JSON.parse(SecretString)
  } catch (error) {
    // A secret that was deleted answers with InvalidRequestException until it is gone.
    if (isNamed(error, 'ResourceNotFoundException', 'InvalidRequestException')) return undefined
    throw error
  }
}

export type SecretStore = Secrets<SecretOwner> & { has(owner: SecretOwner): Promise<boolean> }

/** Secrets Manager, under one prefix: `parley/<stage>/<workspace>/<id>`. A deleted secret can be restored for a week. */
export const createSecretStore = (prefix: string, client = createClient()): SecretStore => ({
  has: async (owner) => (await read(client, nameOf(prefix, owner))) !== undefined,
  get: async (account) => {
    const secret = await read(client, nameOf(prefix, account))
    if (!secret) throw new Error('There is no such secret')
    return secret
  },
  put: async (account, secret) => {
    const SecretId = nameOf(prefix, account)
    const SecretString = JSON.stringify(secret)
    try {
      await client.send(new PutSecretValueCommand({ SecretId, SecretString }))
    } catch (error) {
      if (!isNamed(error, 'ResourceNotFoundException')) throw error
      await client.send(new CreateSecretCommand({ Name: SecretId, SecretString }))
    }
  },
  remove: async (account) => {
    const SecretId = nameOf(prefix, account)
    try {
      await client.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }))
    } catch (error) {
      if (!isNamed(error, 'ResourceNotFoundException', 'InvalidRequestException')) throw error
    }
  },
})

/**
 * Uses the secrets of an account until one fits, and gives what the last one gave: the known ones first, then, once a minute at
 * most, those of this moment, today's and the ones before. So secrets are rotated without a deployment. Undefined where
 * there are none. Throws where Secrets Manager does not answer.
 */
export type FittingSecret = <T>(
  account: AccountName,
  use: (secret: CarrierSecret) => T | Promise<T>,
  fits: (outcome: T) => boolean,
) => Promise<T | undefined>

/** What is known of an account; `readAt`, `againAt`: epoch milliseconds. */
type Known = { secrets: CarrierSecret[]; readAt: number; againAt: number }

const keptFor = 5 * 60_000
const againAfter = 60_000
/** More than a deployment has accounts: a stranger may ask for as many as there are names. */
const mostKnown = 1_000

export const createFittingSecret = (
  prefix: string,
  client = createClient(),
  now: () => number = Date.now,
): FittingSecret => {
  const all = new Map<string, Known>()
  const keep = (name: string, known: Known): Known => {
    all.delete(name)
    all.set(name, known)
    const [oldest] = all.keys()
    if (all.size > mostKnown && oldest !== undefined) all.delete(oldest)
    return known
  }
  const known = async (name: string): Promise<Known> => {
    const found = all.get(name)
    if (found && now() - found.readAt < keptFor) return found
    const secret = await read(client, name)
    return keep(name, { secrets: secret ? [secret] : [], readAt: now(), againAt: found?.againAt ?? 0 })
  }
  const again = async (name: string): Promise<CarrierSecret[]> => {
    const stages: Stage[] = ['AWSCURRENT', 'AWSPREVIOUS']
    const found = await Promise.all(stages.map((stage) => read(client, name, stage)))
    const secrets = found.filter((secret) => secret !== undefined)
    keep(name, { secrets, readAt: now(), againAt: now() })
    return secrets
  }
  return async (account, use, fits) => {
    const name = nameOf(prefix, account)
    const { secrets, againAt } = await known(name)
    let outcome: Awaited<ReturnType<typeof use>> | undefined
    for (const secret of secrets) {
      outcome = await use(secret)
      if (fits(outcome)) return outcome
    }
    if (now() - againAt < againAfter) return outcome
    const tried = secrets.map((secret) => JSON.stringify(secret))
    for (const secret of await again(name)) {
      if (tried.includes(JSON.stringify(secret))) continue
      outcome = await use(secret)
      if (fits(outcome)) return outcome
    }
    return outcome
  }
}
