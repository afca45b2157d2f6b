import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { times } from '#wiring/times.ts'
import { nameOperations } from '../aws/name-operations.ts'

/** By which push services know this deployment (VAPID, RFC 8292): a pair of P-256, base64url, the public key uncompressed. */
export type PushKey = { publicKey: string; privateKey: string }

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

const nameOf = (prefix: string): string => `${prefix}/vapid`

/** The pair, for who signs with it. Throws where it was not made. */
export const readPushKey = async (prefix: string, client = createClient()): Promise<PushKey> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: nameOf(prefix) }))
  return JSON.parse(SecretString ?? '')
}

/**
 * Makes the pair, once, and gives its public key: the description of the secret says it, so that whoever makes or asks for it
 * has no need to read the private one. Browsers subscribe with the public key: another pair would end all their pushes.
 */
export const makePushKey = async (prefix: string, client = createClient()): Promise<string> => {
  const key = await newPushKey()
  try {
    const secret = { SecretString: JSON.stringify(key), Description: key.publicKey }
    await client.send(new CreateSecretCommand({ Name: nameOf(prefix), ...secret }))
    return key.publicKey
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceExistsException') throw error
  }
  const { Description } = await client.send(new DescribeSecretCommand({ SecretId: nameOf(prefix) }))
  if (!Description) throw new Error('The description of the secret does not say the public key')
  return Description
}

const newPushKey = async (): Promise<PushKey> => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])
  const { d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  const point = await crypto.subtle.exportKey('raw', pair.publicKey)
  return { publicKey: Buffer.from(point).toString('base64url'), privateKey: d }
}
