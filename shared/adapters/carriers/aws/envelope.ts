import * as z from 'zod/mini'
import type { WorkspaceId } from '#domain/ids.ts'
import { wellFormed } from '../../well-formed.ts'
import { isTime, unneeded } from '../fields.ts'

/** The id of a workspace, as it goes with each text to the carrier and comes back with its receipts. */
export const workspaceId = () =>
  z.custom<WorkspaceId>((name) => typeof name === 'string' && /^wks_[a-z0-9]{1,60}$/.test(name))

/** Of what SNS wraps around a message when it puts it on a queue. */
const envelope = z.object({
  Message: z.string(),
  MessageId: unneeded(z.string()),
  Timestamp: unneeded(z.iso.datetime()),
})

/** The JSON that SNS carries, the id that SNS gave it, and when SNS took it (epoch milliseconds). */
type Opened = { message: unknown; id?: string; at: number }

/**
 * Opens what SNS put on a queue at `queuedAt`, its strings well-formed. Throws on what is no JSON, or in no envelope.
 */
export const openEnvelope = (body: string, queuedAt: number): Opened => {
  const { Message, MessageId, Timestamp } = envelope.parse(JSON.parse(body))
  const at = Date.parse(Timestamp ?? '')
  return { message: wellFormed(JSON.parse(Message)), id: MessageId, at: isTime(at) ? at : queuedAt }
}
