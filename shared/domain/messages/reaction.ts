import type { MessageId } from '../ids.ts'
import type { Address } from '../phones/phone.ts'

/** What a customer's phone said about one of our texts. The newest of each phone counts, as phones show it. */
export type Reaction = {
  emoji: string
  by: Address
  /** When it was made or taken away, the carrier's time in epoch milliseconds. */
  at: number
  /** It was taken away: kept, so that what the carrier brings late does not bring it back. */
  removed?: true
}

/** In the text that the phone made of it: which of our texts it is about. */
export type ReactionTo = { messageId: MessageId; emoji: string; removed?: true }

/** The reactions of a message after another one, in whichever order the carrier brings them. */
export const withReaction = (reactions: readonly Reaction[] = [], reaction: Reaction): Reaction[] => {
  const known = reactions.find(({ by }) => by === reaction.by)
  if (known && !replaces(reaction, known)) return [...reactions]
  return [...reactions.filter((other) => other !== known), reaction]
}

/** Only the reaction that is there can be taken away. */
const replaces = (reaction: Reaction, known: Reaction): boolean =>
  reaction.at >= known.at &&
  !(reaction.removed && !known.removed && !isSameEmoji(reaction.emoji, known.emoji))

/** Phones differ in whether they say that a sign is to be drawn in colour. */
const isSameEmoji = (a: string, b: string): boolean => bareEmoji(a) === bareEmoji(b)

const bareEmoji = (emoji: string): string => emoji.replace(/\uFE0F/g, '')

/** Those that were not taken away. */
export const shownReactions = (reactions: readonly Reaction[] = []): Reaction[] =>
  reactions.filter(({ removed }) => !removed)
