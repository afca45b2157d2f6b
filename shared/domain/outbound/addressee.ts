import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { Case } from '../cases/case.ts'
import { chooseCaseNumber } from '../cases/choose-case-number.ts'
import { factsOfCase } from '../cases/facts-of-case.ts'
import { codeForText, drawCode, type Portal, pageAddress } from '../cases/page-address.ts'
import { threadOfCase } from '../cases/remember-case.ts'
import type { Contact } from '../contacts/contact.ts'
import type { RecipientRequest } from '../contacts/find-recipient.ts'
import { findContact, loadContact } from '../contacts/load-contact.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import type { ConversationId, WorkspaceId } from '../ids.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import type { Address } from '../phones/phone.ts'
import { requirePhone } from '../phones/require-phone.ts'
import type { Addressee } from '../templates/fill-request.ts'

/** Whom a template is filled in for in a conversation. Throws `not_found`. */
export const addresseeIn = async (
  app: Pick<App, 'contacts' | 'conversations' | 'numbers'>,
  principal: Principal,
  id: ConversationId,
): Promise<Addressee> => {
  const { workspace, contactId, numberId, phone } = await loadConversation(app, principal, id, 'cached')
  const [contact, number] = await Promise.all([
    findContact(app, workspace, contactId),
    app.numbers.get(workspace, numberId),
  ])
  return { contact, phone, number }
}

const contactWith = async (
  app: Pick<App, 'contacts' | 'threads'>,
  workspace: WorkspaceId,
  phone: Address,
): Promise<Contact | undefined> => {
  const thread = await app.threads.byPhone(workspace, phone)
  return thread && findContact(app, workspace, thread.contactId)
}

/** The same for a phone or a contact. Throws `invalid_phone_number`, `not_found`. */
export const addresseeOf = async (
  app: Pick<App, 'agents' | 'contacts' | 'numbers' | 'settings' | 'threads'>,
  principal: Principal,
  { to, contactId, from }: RecipientRequest & { from?: string },
): Promise<Addressee> => {
  const { workspace } = principal
  const [{ country }, number] = await Promise.all([
    app.settings.get(workspace),
    chooseNumber(app, principal, from),
  ])
  const phone = to === undefined ? undefined : requirePhone(to, country)
  const contact = contactId
    ? await loadContact(app, workspace, contactId)
    : phone && (await contactWith(app, workspace, phone))
  const own = contact?.phones.find(({ type }) => type === 'mobile') ?? contact?.phones[0]
  return { contact, phone: phone ?? own?.phone, number }
}

/** The same for the customer of a case, with what can be said of it. `update`: what somebody writes as news of it. */
export const addresseeFor = async (
  app: Pick<
    App,
    'agents' | 'cases' | 'clock' | 'contacts' | 'numbers' | 'randomId' | 'settings' | 'threads'
  > &
    Portal,
  principal: Principal,
  one: Case,
  { from, update }: { from?: string; update?: string } = {},
): Promise<Addressee> => {
  const { workspace } = principal
  const settings = await app.settings.get(workspace)
  const own = await chooseCaseNumber(app, settings, await threadOfCase(app, one), one)
  const [contact, number] = await Promise.all([
    findContact(app, workspace, one.contactId),
    chooseNumber(app, principal, from ?? own?.numberId),
  ])
  const known = { contact, phone: one.phone, number, case: { ...factsOfCase(one, settings), update } }
  return { ...known, ...pageFor(app, one) }
}

/** Where the case has no page yet, its code is drawn in any case: only a text that says it brings the page. */
const pageFor = (app: Pick<App, 'clock' | 'randomId'> & Portal, one: Case) => {
  const code = codeForText(one, app.clock.now(), () => drawCode(app))
  if (code === undefined) return {}
  return { links: { case: pageAddress(app, code) }, ...(code !== one.linkCode && { pageCode: code }) }
}
