import { ArnFormat, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Stage } from '../stage.ts'
import type { ParleyFunction } from './parley-function.ts'

/** What keeping secrets takes. */
export const everySecretAction = ['CreateSecret', 'DeleteSecret', 'GetSecretValue', 'PutSecretValue'] as const

type SecretAction = (typeof everySecretAction)[number] | 'DescribeSecret'

type Kept = {
  folder: string
  variable:
    | 'CARRIER_SECRETS_PREFIX'
    | 'PUSH_SECRETS_PREFIX'
    | 'TURNSTILE_SECRETS_PREFIX'
    | 'WEBHOOK_SECRETS_PREFIX'
    | 'WIDGET_SECRETS_PREFIX'
  reason: string
}

/**
 * Lets a function use the secrets of one kind and stage, `<folder>/<stage>/…`, and no others. They are made while Parley runs, and
 * encrypted with the key of AWS for Secrets Manager.
 */
const useSecrets =
  ({ folder, variable, reason }: Kept) =>
  (user: ParleyFunction, { name }: Stage, ...actions: SecretAction[]) => {
    const prefix = `${folder}/${name}`
    const arn = Stack.of(user).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${prefix}/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
    user.lambda.addToRolePolicy(
      new PolicyStatement({ actions: actions.map((action) => `secretsmanager:${action}`), resources: [arn] }),
    )
    user.setEnvironment({ [variable]: prefix })
    Validations.of(user).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${prefix}/*]`,
      reason,
    })
  }

/** Those of accounts at carriers. */
export const useCarrierSecrets = useSecrets({
  folder: 'parley',
  variable: 'CARRIER_SECRETS_PREFIX',
  reason: 'An account that is added later must be usable without a deployment.',
})

/** Those of endpoints: who signs events has no use for what texts are sent with, nor the other way round. */
export const useWebhookSecrets = useSecrets({
  folder: 'parley-webhooks',
  variable: 'WEBHOOK_SECRETS_PREFIX',
  reason: 'An endpoint that is added later must be usable without a deployment.',
})

/** The key by which push services know this deployment. */
export const usePushSecrets = useSecrets({
  folder: 'parley-push',
  variable: 'PUSH_SECRETS_PREFIX',
  reason: 'The name of a secret ends with letters that Secrets Manager chooses.',
})

/** The keys of forms on websites: with one of them visitors' addresses are hashed. */
export const useWidgetSecrets = useSecrets({
  folder: 'parley-widgets',
  variable: 'WIDGET_SECRETS_PREFIX',
  reason: 'A workspace that shows its first form must be able to without a deployment.',
})

/** The secrets of Turnstile: whoever faces strangers, and whoever takes them from admins, reads none. */
export const useTurnstileSecrets = useSecrets({
  folder: 'parley-turnstile',
  variable: 'TURNSTILE_SECRETS_PREFIX',
  reason: 'A form that is given Turnstile later must ask by it without a deployment.',
})
