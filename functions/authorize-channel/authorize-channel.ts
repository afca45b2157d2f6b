import { agentChannel, inboxChannel } from '#contract/events/channels.ts'
import type { Doing, Pushed } from '#contract/events/pushed.ts'
import type { AgentPrincipal } from '#domain/agents/principal.ts'
import type { App } from '#domain/app.ts'
import { DomainError } from '#domain/error.ts'
import { authenticate, type Claims } from '../http-api/edge/authenticate.ts'

/** What AppSync Events asks of a function that handles a namespace by itself (DIRECT). */
export type ChannelEvent = {
  identity: { claims?: Claims } | null
  info: { channel: { segments: string[] }; operation: 'SUBSCRIBE' | 'PUBLISH' }
  /** What is to be published. */
  events: { id: string; payload: unknown }[] | null
}

/** `error` refuses all of it; an event with an `error` is not told to anybody. */
export type ChannelAnswer =
  | null
  | { error: string }
  | { events: { id: string; payload?: Pushed; error?: string }[] }

/**
 * Lets active agents subscribe to the channels of their own workspace, each by its whole name, and say there what they
 * do. One channel is each agent's own. The others may be open to all of them, for nothing is pushed there that one of
 * them might not read.
 */
export const authorizeChannel = async (
  app: Pick<App, 'agents'>,
  { identity, info, events }: ChannelEvent,
): Promise<ChannelAnswer> => {
  try {
    const agent = await admitAgent(app, identity?.claims ?? {})
    requireChannel(agent, info.channel.segments)
    if (info.operation === 'SUBSCRIBE') return null
    return { events: (events ?? []).map((event) => stamp(agent, event)) }
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message }
    throw error
  }
}

/** Who has not asked the API for anything yet is no agent yet. */
const admitAgent = async ({ agents }: Pick<App, 'agents'>, claims: Claims): Promise<AgentPrincipal> => {
  const principal = authenticate(claims)
  if (principal.kind !== 'agent') throw new DomainError('forbidden', 'Programs do not subscribe.')
  const agent = await agents.get(principal.workspace, principal.id)
  if (!agent?.active) throw new DomainError('forbidden', 'Only active agents subscribe.')
  return principal
}

const threadRef = /^[0-9a-hjkmnp-tv-z]{14}$/

/** AppSync lets clients ask for `/inbox/*` and `/*`, and leaves it to this function to refuse that. */
const requireChannel = (agent: AgentPrincipal, segments: string[]): void => {
  if (!isOpenTo(agent, segments)) throw new DomainError('forbidden', 'There is no such channel for you.')
}

const isOpenTo = ({ workspace, id }: AgentPrincipal, segments: string[]): boolean => {
  const channel = segments.join('/')
  const [namespace, own, ref = '', ...more] = segments
  if (namespace === 'inbox') return channel === inboxChannel(workspace)
  if (namespace === 'agent') return channel === agentChannel(workspace, id)
  return `inbox/${own}` === inboxChannel(workspace) && threadRef.test(ref) && more.length === 0
}

const doings: readonly unknown[] = ['viewing', 'typing', 'left'] satisfies Doing[]

/** Only what is done is taken over; whose it is, the token says. */
const stamp = ({ id: agent_id }: AgentPrincipal, { id, payload }: { id: string; payload: unknown }) => {
  const doing = (payload as { doing?: unknown } | null)?.doing
  if (!doings.includes(doing)) return { id, error: 'This says nothing that agents do.' }
  return { id, payload: { v: 1, changes: [{ t: 'here', agent_id, doing: doing as Doing }] } satisfies Pushed }
}
