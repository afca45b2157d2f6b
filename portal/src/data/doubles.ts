import { type Entry, placeOf, recordOf } from './store.ts'

/** A text or a note of the outbox. `after`: the newest entry of the thread when it was written. */
type Outgoing = {
  agent: string
  conversation: string
  isNote: boolean
  body: string
  media?: string[]
  after?: string
}

/**
 * Leaves out what the page was told of its own texts before the request that sent them was answered: these still stand in
 * the outbox. Each of the texts accounts for one entry at most, which came after what was there at the press; `answered` are
 * the ids that an answer has named. The same array where nothing is left out.
 */
export const withoutDoubles = (
  entries: readonly Entry[],
  texts: readonly Outgoing[],
  answered: ReadonlySet<string>,
): readonly Entry[] => {
  const doubles = new Set<string>()
  for (const text of texts) {
    const double = entries.find((entry) => {
      const { id } = recordOf(entry)
      return !answered.has(id) && !doubles.has(id) && isAfter(id, text.after) && says(entry, text)
    })
    if (double) doubles.add(recordOf(double).id)
  }
  return doubles.size === 0 ? entries : entries.filter((entry) => !doubles.has(recordOf(entry).id))
}

const isAfter = (id: string, before: string | undefined): boolean => !before || placeOf(id) > placeOf(before)

const says = (entry: Entry, { agent, conversation, isNote, body, media = [] }: Outgoing): boolean => {
  const said = recordOf(entry)
  if (said.conversation_id !== conversation || said.body !== body) return false
  if (entry.type === 'note') return isNote && entry.note.written_by === agent
  const { direction, sent_by, media: files } = entry.message
  return !isNote && direction === 'outbound' && sent_by === agent && files.length === media.length
}
