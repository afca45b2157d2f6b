import type { Principal } from '../agents/principal.ts'
import { asStored } from '../as-stored.ts'
import { loadChangedConversation } from '../conversations/changed-conversation.ts'
import type { MessageId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { withdrawn } from '../messages/withdrawn.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { type HeldNeeds, loadHeld } from './load-held.ts'

/**
 * Withdraws a held text. Where its release comes first it is too late: `message_not_held`. Throws `not_found`,
 * `forbidden`.
 */
export const cancelHeld = (app: HeldNeeds, principal: Principal, id: MessageId): Promise<OutboundMessage> =>
  retryOnConflict(app, async (reading) => {
    const held = await loadHeld(app, principal, id)
    const canceled = withdrawn(held)
    await app.commit(canceled, ...(await loadChangedConversation(app, held, canceled, reading)))
    return asStored(canceled)
  })
