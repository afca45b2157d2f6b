import { account, credentials, region, type ServiceEndpoints } from '../core/clients.ts'

/** The services whose endpoint every function is told, by the name that the SDK looks for in the environment. */
const services: Record<string, keyof ServiceEndpoints> = {
  DYNAMODB: 'dynamodb',
  DYNAMODB_STREAMS: 'dynamodb',
  SQS: 'sqs',
  SNS: 'sns',
  S3: 's3',
  EVENTBRIDGE: 'aws',
  SCHEDULER: 'aws',
  SFN: 'aws',
  SESV2: 'aws',
  COGNITO_IDENTITY_PROVIDER: 'aws',
  SECRETS_MANAGER: 'aws',
  PINPOINT_SMS_VOICE_V2: 'aws',
  APIGATEWAYMANAGEMENTAPI: 'aws',
}

/** The environment of a function: what the template gives it, and what Lambda adds. */
export const functionEnvironment = (
  { name, memoryMegabytes }: { name: string; memoryMegabytes: number },
  variables: Record<string, string>,
  endpoints: ServiceEndpoints,
): Record<string, string> => ({
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCOUNT_ID: account,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  ...Object.fromEntries(
    Object.entries(services).map(([service, endpoint]) => [
      `AWS_ENDPOINT_URL_${service}`,
      endpoints[endpoint],
    ]),
  ),
  ...variables,
})
