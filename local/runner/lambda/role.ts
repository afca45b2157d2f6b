import { ClientRequest } from 'node:http'

/** How IAM calls the services that say in a header which operation is asked for. S3 and SNS do not, and are not checked. */
const services: Record<string, string> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  AWSStepFunctions: 'states',
  AWSCognitoIdentityProviderService: 'cognito-idp',
  PinpointSMSVoiceV2: 'sms-voice',
}

/**
 * Refuses the calls of this thread to AWS that its role does not allow, before they leave, as IAM would: a permission that
 * is missing fails on a desk and not only on AWS. Which resource is meant is not looked at.
 */
export const installRole = (allowed: string[]): void => {
  const isAllowed = (action: string) => allowed.some((pattern) => matches(pattern, action))
  const end = ClientRequest.prototype.end
  ClientRequest.prototype.end = function (this: ClientRequest, ...sent: unknown[]) {
    const target = this.getHeader('x-amz-target')
    const asked = typeof target === 'string' ? actionsOf(target, sent[0]) : []
    const refused = asked.find((action) => !isAllowed(action))
    return refused ? this.destroy(accessDenied(refused)) : Reflect.apply(end, this, sent)
  }
}

/** `*` stands at the end of a pattern, if anywhere. */
const matches = (pattern: string, action: string) =>
  pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern

/** The actions that IAM asks for: a transaction is allowed by those of its items, a batch of a queue by the single one. */
const actionsOf = (target: string, body: unknown): string[] => {
  const [prefix = '', operation = ''] = target.split('.')
  return operationsOf(operation, body).map((name) => `${services[prefix] ?? prefix}:${name}`)
}

const operationsOf = (operation: string, body: unknown): string[] => {
  if (operation === 'TransactGetItems') return ['GetItem']
  if (operation !== 'TransactWriteItems') return [operation.replace(/(?<=Message|Visibility)Batch$/, '')]
  const { TransactItems }: { TransactItems: object[] } = JSON.parse(String(body))
  return [...new Set(TransactItems.flatMap((item) => Object.keys(item)))].map((kind) => kindOf[kind] ?? kind)
}

const kindOf: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
}

const accessDenied = (action: string) =>
  Object.assign(new Error(`The role of this function does not allow ${action}.`), {
    name: 'AccessDeniedException',
  })
