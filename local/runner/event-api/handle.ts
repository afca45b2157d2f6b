import { randomUUID } from 'node:crypto'
import { account } from '../core/clients.ts'
import { verify } from '../http-api/authorize.ts'
import type { Functions } from '../lambda/functions.ts'
import { type AuthMode, type EventApi, segmentsOf, type Way } from './event-api.ts'

export type Authorization = { Authorization?: string; authorization?: string }
type Identity = { mode: AuthMode; facts: Record<string, unknown> }

/** A refusal as AppSync words it. */
export type Refusal = { errorType: string; message: string }

type Needs = { eventApi: EventApi; functions: Pick<Functions, 'invoke'> }

const unauthorized: Refusal = { errorType: 'UnauthorizedException', message: 'You are not authorized.' }
const noChannel: Refusal = { errorType: 'BadRequestException', message: 'There is no such channel.' }

/** Who asks; undefined for nobody. The signature of a role is not checked: every function here has the same keys. */
export const identify = async (
  { tokens }: EventApi,
  { Authorization, authorization = Authorization }: Authorization,
): Promise<Identity | undefined> => {
  if (!authorization || !tokens) return undefined
  if (authorization.startsWith('AWS4-HMAC-SHA256 '))
    return { mode: 'AWS_IAM', facts: { accountId: account, userArn: `arn:aws:sts::${account}:assumed-role` } }
  const claims = await verify(tokens, authorization)
  if (!claims) return undefined
  const { sub, iss: issuer, username } = claims
  const groups = claims['cognito:groups'] ?? null
  return { mode: 'AMAZON_COGNITO_USER_POOLS', facts: { sub, issuer, username, groups, claims } }
}

type Asked = { path: string; authorization: Authorization; operation: 'SUBSCRIBE' | 'PUBLISH' }
type Handled = { id: string; payload?: unknown; error?: string }

/** The channel's segments and the events as they may go on, or why not. */
export const handle = async (
  { eventApi, functions }: Needs,
  { path, authorization, operation }: Asked,
  events: unknown[] = [],
): Promise<{ segments: string[]; events: Handled[] } | Refusal> => {
  const segments = segmentsOf(path, operation === 'SUBSCRIBE' ? 'in a wildcard' : undefined)
  const identity = await identify(eventApi, authorization)
  const [name = ''] = segments ?? []
  const way = eventApi.namespaces.get(name)?.[operation === 'PUBLISH' ? 'publish' : 'subscribe']
  if (!segments || !way) return noChannel
  if (!identity || !way.modes.includes(identity.mode)) return unauthorized
  const given = events.map((payload) => ({ id: randomUUID(), payload }))
  const facts = { identity: identity.facts, segments, operation, events: given }
  const answer = way.functionArn ? await ask(way, functions, facts) : { events: given }
  return 'message' in answer ? answer : { segments, events: answer.events }
}

type Facts = { identity: object; segments: string[]; operation: Asked['operation']; events: Handled[] }

/** https://docs.aws.amazon.com/appsync/latest/eventapi/direct-lambda-integrations.html */
const ask = async (
  { functionArn = '' }: Way,
  functions: Needs['functions'],
  { identity, segments, operation, events }: Facts,
): Promise<{ events: Handled[] } | Refusal> => {
  const event = {
    identity,
    result: null,
    request: { headers: {}, domainName: null },
    info: {
      channel: { path: `/${segments.join('/')}`, segments },
      channelNamespace: { name: segments[0] },
      operation,
    },
    error: null,
    prev: null,
    stash: {},
    outErrors: [],
    events: operation === 'PUBLISH' ? events : null,
  }
  try {
    const answer = (await functions.invoke(functionArn, event, operation.toLowerCase())) as {
      error?: string
      events?: Handled[]
    } | null
    return answer?.error ? { ...unauthorized, message: answer.error } : { events: answer?.events ?? [] }
  } catch {
    // The function's failure is in the log already.
    return { errorType: 'LambdaException', message: 'The function failed.' }
  }
}
