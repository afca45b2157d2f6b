import type { AgentId, PushId, PushSubscriptionId, WorkspaceId } from '../ids.ts'
import { day, hour } from '../time.ts'

/** What one browser of an agent is to show, although no page of the portal is open there. */
export type Push = {
  kind: 'push'
  workspace: WorkspaceId
  id: PushId
  agentId: AgentId
  subscriptionId: PushSubscriptionId
  title: string
  body: string
  /** What it is about: a later one about the same takes its place, on the device and at the push service. */
  tag: string
  /** The place in the portal that it leads to. */
  path: string
  /** `gone`: nobody takes pushes there any more. `failed`: given up. */
  status: 'queued' | 'sent' | 'gone' | 'failed'
  /** How often it was handed to the push service, and since when that is under way (epoch milliseconds). */
  attempts: number
  triedAt?: number
  createdAt: number
  expiresAt: number
  version: number
}

/** Later nobody needs to be called any more: a push service forgets it, and so does whoever still tries. */
export const worthTelling = hour

/** So often it is handed to a push service at most. */
export const mostAttempts = 5

/** Records of pushes are only needed to tell of none twice. */
const keptFor = day

type Told = Pick<Push, 'workspace' | 'agentId' | 'title' | 'body' | 'tag' | 'path'>

/** `about`: what it tells of, in letters and digits. A browser is told of it once. */
export const newPush = (
  told: Told,
  about: string,
  subscriptionId: PushSubscriptionId,
  now: number,
): Push => ({
  kind: 'push',
  status: 'queued',
  attempts: 0,
  version: 0,
  createdAt: now,
  expiresAt: now + keptFor,
  ...told,
  id: `psh_${about}${subscriptionId.slice(4, 24)}`,
  subscriptionId,
})
