import type { Principal } from '../agents/principal.ts'
import { DomainError } from '../error.ts'
import type { ConversationId } from '../ids.ts'
import { day } from '../time.ts'
import { type ChangeNeeds, changeConversation } from './change-conversation.ts'
import type { Conversation } from './conversation.ts'
import { requireAccess, requireOpen } from './rights.ts'

const longest = 366 * day

/** Whether it is out of Active now. Nothing has to wake it: it is back when its time is over. */
export const isSnoozed = ({ snoozedUntil = 0 }: Pick<Conversation, 'snoozedUntil'>, now: number): boolean =>
  snoozedUntil > now

/**
 * Takes an open conversation out of Active until a time, epoch milliseconds, or until the customer writes. Throws
 * `forbidden`, `conversation_closed`, and `validation_failed` for a time that is over or more than a year ahead.
 */
export const snoozeConversation = (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
  until: number,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireAccess(principal, conversation)
    requireOpen(conversation)
    const now = app.clock.now()
    if (until <= now || until > now + longest) {
      const detail = 'A time that is still to come, within a year.'
      throw new DomainError('validation_failed', detail, { errors: [{ path: 'until', detail }] })
    }
    return conversation.snoozedUntil === until ? conversation : { ...conversation, snoozedUntil: until }
  })

/** Puts it back at once. Throws `forbidden`. */
export const unsnoozeConversation = (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireAccess(principal, conversation)
    const { snoozedUntil, ...rest } = conversation
    return snoozedUntil === undefined ? conversation : rest
  })
