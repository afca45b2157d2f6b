import { encodeNumber, type MessageId, type WorkspaceId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import { searchWords } from '../text/search-words.ts'
import { day } from '../time.ts'

/** Finds a text by one of its words. */
export type WordEntry = {
  kind: 'word_entry'
  workspace: WorkspaceId
  word: string
  messageId: MessageId
  /** All words of the text, so that a search for several of them reads no text in vain. */
  words: string[]
  /** Epoch milliseconds. */
  expiresAt: number
  version: number
}

/** For so long a text is found by its words. DynamoDB takes up to two days more to forget. */
export const wordsKeptFor = 90 * day

/** The entries of a text, one for each of its words. They follow from it alone, so that they can be taken away with it. */
export const wordEntries = ({ workspace, id, body, createdAt }: Message): WordEntry[] => {
  const words = searchWords(body)
  return words.map((word) => ({
    kind: 'word_entry',
    workspace,
    word,
    messageId: id,
    words,
    expiresAt: createdAt + wordsKeptFor,
    version: 0,
  }))
}

/** Sorts before the entries of all texts of that time (epoch milliseconds) or later: ids begin with it. */
export const entriesFrom = (time: number): string => `msg_${encodeNumber(Math.max(0, time), 10)}`
