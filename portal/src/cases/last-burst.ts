import type { Conversation, Message } from '../data/api.ts'
import type { Entry } from '../data/store.ts'

/** What the customer said of a text stays with it; Parley's own answers and those of workflows stand between no texts. */
const saidByCustomer = ['names_case', 'answers_question', 'by_hand']
const answers = ['after_hours', 'consent', 'welcome', 'workflow']

/** The first of the customer's last texts that are filed as one: what comes after it goes along when it is filed. */
export const lastBurst = (entries: readonly Entry[], id: Conversation['id']): Message | undefined => {
  const texts = entries.flatMap((entry) =>
    entry.type === 'message' && !answers.includes(entry.message.origin) ? [entry.message] : [],
  )
  let first = texts.findLastIndex((text) => text.direction === 'inbound' && text.conversation_id === id)
  while (first > 0 && follows(texts[first], texts[first - 1])) first--
  return texts[first]
}

const follows = (text: Message | undefined, before: Message | undefined): boolean =>
  before?.direction === 'inbound' &&
  before.conversation_id === text?.conversation_id &&
  before.case?.id === text?.case?.id &&
  !saidByCustomer.includes(text?.case?.reason ?? '')
