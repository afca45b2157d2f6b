import { type AskedByWidget, openHead } from '../threads/thread.ts'
import { type Place, type PlaceNeeds, type Placing, placeKeyword, placeText } from './place-text.ts'

/**
 * A YES to the question of a website's form begins a conversation with the question, and says for the agents on which page it was
 * asked; unless one is open, where it goes like any keyword.
 */
export const placeYes = async (app: PlaceNeeds, placing: Placing, asked: AskedByWidget): Promise<Place> => {
  const { thread, settings, number } = placing
  const isWaited = thread.unanswered.some(({ messageId }) => messageId === asked.messageId)
  if (!isWaited || openHead(thread, settings.threadScope, number.id)) return placeKeyword(app, placing)
  const place = await placeText(app, placing)
  const { conversation } = place
  const isNew = conversation?.version === 0
  return isNew ? { ...place, conversation: { ...conversation, subject: subjectOf(asked.page) } } : place
}

const longestSubject = 200

/** Such as example.com/prices. */
const subjectOf = (page: string): string => page.replace(/^https?:\/\//, '').slice(0, longestSubject)
