import type { Conversation } from '../conversations/conversation.ts'
import type { Settings } from '../settings/settings.ts'
import { isOptedOut } from '../threads/consent.ts'
import type { Thread } from '../threads/thread.ts'

/** The conversation, showing whether its customer has opted out; the same object where it does so already. */
export const showConsent = (
  conversation: Conversation,
  { consents }: Pick<Thread, 'consents'>,
  { optOutScope }: Pick<Settings, 'optOutScope'>,
  now: number,
): Conversation => {
  const out = isOptedOut(consents, conversation.numberId, optOutScope, now)
  if (out === (conversation.optedOut === true)) return conversation
  const { optedOut: _, ...rest } = conversation
  return out ? { ...rest, optedOut: true } : rest
}
