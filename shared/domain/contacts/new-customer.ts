import type { App } from '../app.ts'
import type { Cause } from '../cause.ts'
import { newThreadRef, sortableId, type WorkspaceId } from '../ids.ts'
import { type Address, isPhone } from '../phones/phone.ts'
import { newThread, type Thread } from '../threads/thread.ts'
import { type Contact, newContact } from './contact.ts'

/** A contact and a thread for a phone, short code or name that the workspace has never heard of; nothing is written yet. */
export const newCustomer = (
  app: Pick<App, 'randomId' | 'clock'>,
  workspace: WorkspaceId,
  phone: Address,
  changedBy?: Cause,
): { contact: Contact; thread: Thread } => {
  const now = app.clock.now()
  const id = sortableId('con', now, app.randomId)
  return {
    contact: newContact({
      workspace,
      id,
      phones: [{ phone, type: isPhone(phone) ? 'mobile' : 'other' }],
      createdAt: now,
      ...(changedBy && { changedBy }),
    }),
    thread: newThread({ workspace, phone, ref: newThreadRef(app.randomId), contactId: id }),
  }
}
