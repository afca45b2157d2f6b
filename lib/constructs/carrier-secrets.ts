import { ArnFormat, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Stage } from '../stage.ts'
import type { ParleyFunction } from './parley-function.ts'

/** What keeping secrets takes. */
export const everySecretAction = ['CreateSecret', 'DeleteSecret', 'GetSecretValue', 'PutSecretValue'] as const

/**
 * Lets a function use the secrets of carrier accounts of this stage, `parley/<stage>/…`, and no others. They are made while
 * Parley runs, and encrypted with the key of AWS for Secrets Manager.
 */
export const useCarrierSecrets = (
  user: ParleyFunction,
  { name }: Stage,
  ...actions: (typeof everySecretAction)[number][]
) => {
  const prefix = `parley/${name}`
  const arn = Stack.of(user).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${prefix}/*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })
  user.lambda.addToRolePolicy(
    new PolicyStatement({ actions: actions.map((action) => `secretsmanager:${action}`), resources: [arn] }),
  )
  user.setEnvironment({ CARRIER_SECRETS_PREFIX: prefix })
  Validations.of(user).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${prefix}/*]`,
    reason: 'An account that is added later must be usable without a deployment.',
  })
}
