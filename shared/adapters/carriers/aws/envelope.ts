import * as z from 'zod/mini'
import type { WorkspaceId } from '#domain/ids.ts'
import { wellFormed } from '../../well-formed.ts'

/** A field that Parley can do without: where it is not as documented, it is as if it were not there. */
export const unneeded = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined)

/** The id of a workspace, as it goes with each text to the carrier and comes back with its receipts. */
export const workspaceId = () =>
  z.custom<WorkspaceId>((name) => typeof name === 'string' && /^wks_[a-z0-9]{1,60}$/.test(name))

/** What counts as somebody's clock: every other time is a mistake, and would put a text at one end of all for ever. */
const earliest = Date.parse('2000-01-01T00:00:00Z')
const latest = Date.parse('2200-01-01T00:00:00Z')
export const isTime = (at: number): boolean => at > earliest && at < latest

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

/** An event that Parley has no use for, by the name of its kind or the reason. */
export type Ignored = { ignored: string }

/** The name of an event's kind, for the log: what is no name, as a phone number, is not told. */
export const ignore = (eventType: string): Ignored => ({
  ignored: /^[a-z_]{1,60}$/i.test(eventType) ? eventType : 'unnamed',
})
