import type { Message, Note } from '../data/api.ts'
import { type Entry, recordOf } from '../data/store.ts'

/** What stands in the log, from top to bottom. */
export type Block =
  | { type: 'day'; key: string; at: string }
  | {
      type: 'border'
      key: string
      reason: string | undefined
      conversation: string
      message: Message | undefined
    }
  | { type: 'message'; key: string; message: Message; startsGroup: boolean }
  | { type: 'note'; key: string; note: Note }

/** Texts of one side within this time read as one turn. */
const turn = 3 * 60_000

/**
 * The log of a timeline: a heading for each day, and a border with its reason wherever another conversation begins or a
 * closed one was opened again. `dayOf` names the day of a moment, in the reader's zone.
 */
export const blocksOf = (entries: readonly Entry[], dayOf: (at: string) => string): Block[] => {
  const blocks: Block[] = []
  let day = ''
  let conversation: string | undefined
  let before: Message | undefined
  for (const entry of entries) {
    const at = recordOf(entry).created_at
    const ownConversation = recordOf(entry).conversation_id
    const message = entry.type === 'message' ? entry.message : undefined
    const isOther = ownConversation !== undefined && ownConversation !== conversation
    if (ownConversation && (isOther || message?.threading?.decision === 'reopen')) {
      const reason = isOther ? startReason(message) : message?.threading?.reason
      const key = `border ${keyOf(entry)}`
      const isPlainBeginning = blocks.length === 0 && (!reason || reason === 'no_conversation_before')
      if (!isPlainBeginning)
        blocks.push({ type: 'border', key, reason, conversation: ownConversation, message })
      conversation = ownConversation
      before = undefined
    }
    if (dayOf(at) !== day) {
      day = dayOf(at)
      blocks.push({ type: 'day', key: day, at })
      before = undefined
    }
    if (entry.type === 'note') blocks.push({ type: 'note', key: entry.note.id, note: entry.note })
    else {
      blocks.push({
        type: 'message',
        key: entry.message.id,
        message: entry.message,
        startsGroup: !before || !isSameTurn(before, entry.message),
      })
    }
    before = message
  }
  return blocks
}

/** Why a conversation begins here; what was only added to it says nothing of that. */
const startReason = (message: Message | undefined): string | undefined =>
  message?.threading && message.threading.decision !== 'append' ? message.threading.reason : undefined

const isSameTurn = (before: Message, message: Message): boolean =>
  before.direction === message.direction &&
  before.sent_by === message.sent_by &&
  Date.parse(message.created_at) - Date.parse(before.created_at) < turn

export const keyOf = (entry: Entry): string => recordOf(entry).id
