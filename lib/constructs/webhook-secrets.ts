import { ArnFormat, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Stage } from '../stage.ts'
import type { everySecretAction } from './carrier-secrets.ts'
import type { ParleyFunction } from './parley-function.ts'

/**
 * Lets a function use the secrets of endpoints of this stage, `parley-webhooks/<stage>/…`. They lie apart from those of carrier
 * accounts: who signs events has no use for what texts are sent with, nor the other way round.
 */
export const useWebhookSecrets = (
  user: ParleyFunction,
  { name }: Stage,
  ...actions: (typeof everySecretAction)[number][]
) => {
  const prefix = `parley-webhooks/${name}`
  const arn = Stack.of(user).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${prefix}/*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })
  user.lambda.addToRolePolicy(
    new PolicyStatement({ actions: actions.map((action) => `secretsmanager:${action}`), resources: [arn] }),
  )
  user.setEnvironment({ WEBHOOK_SECRETS_PREFIX: prefix })
  Validations.of(user).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${prefix}/*]`,
    reason: 'An endpoint that is added later must be usable without a deployment.',
  })
}
