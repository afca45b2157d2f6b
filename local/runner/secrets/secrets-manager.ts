import { randomUUID } from 'node:crypto'
import { type Operations, ServiceError } from '../core/aws-endpoint.ts'
import { account, region } from '../core/clients.ts'
import type { State } from '../core/state.ts'

type Version = { id: string; text: string; at: number }
/** `previous`: what AWSPREVIOUS names. `deletedAt`: epoch milliseconds, from when on nobody reads it. */
type Secret = { name: string; description?: string; current: Version; previous?: Version; deletedAt?: number }

type Named = { SecretId: string }
type Asked = Named & { VersionStage?: string }
type Written = { SecretString: string; ClientRequestToken?: string }

const kind = 'secret'

/**
 * The operations of Secrets Manager by which a program keeps secrets, with the labels AWSCURRENT and AWSPREVIOUS. Secrets
 * are found by their names, or by the ARN that has the name in it.
 */
export const createSecretsManager = (state: State): Operations => {
  const save = (secret: Secret) => state.put(kind, secret.name, secret)
  const stored = (id: string) => state.get<Secret>(kind, id.split(':secret:').at(-1) ?? id)
  const find = ({ SecretId }: Named): Secret => {
    const secret = stored(SecretId)
    if (!secret) throw new ServiceError('ResourceNotFoundException', 'There is no such secret.')
    if (secret.deletedAt) throw new ServiceError('InvalidRequestException', 'The secret is marked deleted.')
    return secret
  }
  const create = async ({
    Name,
    Description,
    ...written
  }: Written & { Name: string; Description?: string }) => {
    const before = stored(Name)
    if (before?.deletedAt)
      throw new ServiceError('InvalidRequestException', 'A secret of this name is scheduled for deletion.')
    if (before) throw new ServiceError('ResourceExistsException', 'There is such a secret already.')
    const secret = { name: Name, description: Description, current: versionOf(written) }
    save(secret)
    return { ...namesOf(secret), VersionId: secret.current.id }
  }
  const put = async ({ SecretId, ...written }: Named & Written) => {
    const { current: previous, ...rest } = find({ SecretId })
    const secret = { ...rest, current: versionOf(written), previous }
    save(secret)
    return { ...namesOf(secret), VersionId: secret.current.id, VersionStages: ['AWSCURRENT'] }
  }
  const get = async ({ VersionStage = 'AWSCURRENT', ...named }: Asked) => {
    const secret = find(named)
    const version = { AWSCURRENT: secret.current, AWSPREVIOUS: secret.previous }[VersionStage]
    if (!version) throw new ServiceError('ResourceNotFoundException', 'There is no such version.')
    return {
      ...namesOf(secret),
      VersionId: version.id,
      VersionStages: [VersionStage],
      SecretString: version.text,
      CreatedDate: version.at / 1000,
    }
  }
  const describe = async (named: Named) => {
    const secret = find(named)
    return { ...namesOf(secret), Description: secret.description }
  }
  const remove = async ({
    SecretId,
    ForceDeleteWithoutRecovery,
  }: Named & { ForceDeleteWithoutRecovery?: boolean }) => {
    const secret = find({ SecretId })
    if (ForceDeleteWithoutRecovery) state.remove(kind, secret.name)
    else save({ ...secret, deletedAt: Date.now() })
    return { ...namesOf(secret), DeletionDate: Date.now() / 1000 }
  }
  return {
    'secretsmanager.CreateSecret': create,
    'secretsmanager.PutSecretValue': put,
    'secretsmanager.GetSecretValue': get,
    'secretsmanager.DescribeSecret': describe,
    'secretsmanager.DeleteSecret': remove,
  }
}

const versionOf = ({ SecretString, ClientRequestToken = randomUUID() }: Written): Version => ({
  id: ClientRequestToken,
  text: SecretString,
  at: Date.now(),
})

const namesOf = ({ name }: Pick<Secret, 'name'>) => ({
  ARN: `arn:aws:secretsmanager:${region}:${account}:secret:${name}`,
  Name: name,
})
