import { encodeNumber, type UnreadableId, type WorkspaceId } from '../ids.ts'
import { day } from '../time.ts'

/** Which way it came: a customer's text, or what became of one of ours. */
export type UnreadableSource = 'inbound' | 'receipts'

/**
 * What a carrier handed over and Parley could not make anything of: kept as it came, so that it can be taken up again
 * once the cause is mended. Forgotten after `expiresAt`. Times are epoch milliseconds.
 */
export type Unreadable = {
  kind: 'unreadable'
  /** Whose number or text it names; that of the operator where it names none. */
  workspace: WorkspaceId
  id: UnreadableId
  source: UnreadableSource
  /** It could not be read at all, failed each time that it was worked on, or is for a number that no workspace has. */
  reason: 'unreadable' | 'failing' | 'unrouted'
  /** The names of errors and the paths of fields. No word of what was written. */
  detail: string
  raw: string
  /** `raw` is only the beginning. */
  cut: boolean
  receivedAt: number
  expiresAt: number
  version: number
}

/** A record of the table may have 400 KB; SNS hands over 256. */
const mostBytes = 300_000
const keptFor = 400 * day

/** What came from a queue. `queueId` is the same each time that the queue delivers it. */
export type Arrived = { queueId: string; raw: string; receivedAt: number }

export const newUnreadable = (
  facts: Pick<Unreadable, 'workspace' | 'source' | 'reason' | 'detail'>,
  { queueId, raw, receivedAt }: Arrived,
): Unreadable => {
  const bytes = Buffer.from(raw.toWellFormed())
  return {
    kind: 'unreadable',
    ...facts,
    id: `unr_${encodeNumber(receivedAt, 10)}${queueId.replaceAll(/[^0-9a-z]/g, '').slice(-20)}`,
    raw: bytes.subarray(0, mostBytes).toString(),
    cut: bytes.length > mostBytes,
    receivedAt,
    expiresAt: receivedAt + keptFor,
    version: 0,
  }
}
