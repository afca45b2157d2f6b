import type { Principal } from '../agents/principal.ts'
import { asStored } from '../edit-record.ts'
import type { MessageId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { withdrawn } from './gate-held.ts'
import { type HeldNeeds, loadHeld } from './load-held.ts'

/**
 * Withdraws a held text. Where its release comes first it is too late: `message_not_held`. Throws `not_found`,
 * `forbidden`.
 */
export const cancelHeld = (app: HeldNeeds, principal: Principal, id: MessageId): Promise<OutboundMessage> =>
  retryOnConflict(app, async () => {
    const canceled = withdrawn(await loadHeld(app, principal, id))
    await app.commit(canceled)
    return asStored(canceled)
  })
