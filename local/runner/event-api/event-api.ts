import type { Authorizer } from '../http-api/authorize.ts'

/** How somebody shows who they are: a person by a token of the user pool, a role by a signed request. */
export type AuthMode = 'AMAZON_COGNITO_USER_POOLS' | 'AWS_IAM'

/** Who may publish or subscribe, and the function that is asked first. */
export type Way = { modes: AuthMode[]; functionArn?: string }

type Namespace = Record<'publish' | 'subscribe', Way>

/** An API of AppSync Events, as the template has it. */
export type EventApi = {
  /** Checks the tokens of the user pool; undefined where the template has no event API. */
  tokens?: Authorizer
  connectModes: AuthMode[]
  namespaces: Map<string, Namespace>
}

export const createEventApi = (): EventApi => ({ connectModes: [], namespaces: new Map() })

const segment = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?$/
const mostSegments = 5

/**
 * The steps of a channel's path, a namespace first. Undefined where AppSync does not take the path. A subscription may
 * end in `*`: whether it may have that, the namespace's function decides.
 */
export const segmentsOf = (path: string, mayEnd?: 'in a wildcard'): string[] | undefined => {
  const segments = path.replace(/^\/|\/$/g, '').split('/')
  const named = mayEnd && segments.at(-1) === '*' ? segments.slice(0, -1) : segments
  const isFine = segments.length <= mostSegments && named.every((one) => segment.test(one))
  return isFine ? segments : undefined
}

/** Whether a subscription to `wanted` hears what is published to `channel`. */
export const hears = (wanted: string[], channel: string[]): boolean =>
  wanted.at(-1) === '*'
    ? wanted.slice(0, -1).every((one, index) => one === channel[index])
    : wanted.join('/') === channel.join('/')
