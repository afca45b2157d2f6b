import type { App, Reading } from '../app.ts'
import type { OutboundMessage } from '../messages/message.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Thread } from '../threads/thread.ts'
import { mayHaveLeft } from './place-text.ts'
import { tidied } from './read-reaction.ts'

/** How many of the newest entries of a thread a reaction may be about. */
const lastEntries = 50

/**
 * The text of ours that a phone quotes: the newest from that number with these very words, else the newest that begins with
 * them, for a phone cuts what is long.
 */
export const findReacted = async (
  app: Pick<App, 'messages'>,
  { workspace, ref }: Thread,
  { id: numberId }: BusinessNumber,
  quotation: string,
  reading: Reading,
): Promise<OutboundMessage | undefined> => {
  const words = quotation.replace(/ ?(?:…|\.\.\.)$/, '')
  if (words === '') return undefined
  const entries = await app.messages.entries(workspace, ref, { limit: lastEntries, reading })
  const texts = entries.filter(
    (entry): entry is OutboundMessage =>
      entry.kind === 'message' &&
      entry.direction === 'outbound' &&
      entry.numberId === numberId &&
      mayHaveLeft(entry),
  )
  return (
    texts.find((text) => shownBodies(text).some((body) => body === quotation)) ??
    texts.find((text) => shownBodies(text).some((body) => body.startsWith(words)))
  )
}

/** A phone may show each part as a text of its own. */
const shownBodies = ({ body, parts }: OutboundMessage): string[] =>
  [body, ...parts.flatMap((part) => part.body ?? [])].map(tidied)
