import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ConsentEvent, ContactWord } from '../threads/consent-event.ts'
import { newConsentEvent } from '../threads/new-consent-event.ts'
import type { Contact, Source } from './contact.ts'
import { byHand, enrolmentsOf, refusalsOf } from './words.ts'

type Line = { action: ContactWord; source: Source; play?: string }

/** What the ledger has to tell of a change. */
const linesOf = (before: Contact, after: Contact): Line[] => {
  const refusals = (contact: Contact) => refusalsOf(contact).map(({ source }) => ({ source }))
  const enrolments = (contact: Contact) =>
    enrolmentsOf(contact).map(({ system: source, play }) => ({ source, ...(play && { play }) }))
  return [
    ...without(refusals(after), refusals(before)).map(
      (each) => ({ action: 'do_not_contact', ...each }) as const,
    ),
    ...without(refusals(before), refusals(after)).map(
      (each) => ({ action: 'do_not_contact_lifted', ...each }) as const,
    ),
    ...without(enrolments(after), enrolments(before)).map(
      (each) => ({ action: 'enrolled', ...each }) as const,
    ),
    ...without(enrolments(before), enrolments(after)).map(
      (each) => ({ action: 'enrolment_ended', ...each }) as const,
    ),
  ]
}

type Named = { source: Source; play?: string }

const without = (these: Named[], others: Named[]): Named[] =>
  these.filter((each) => !others.some(({ source, play }) => source === each.source && play === each.play))

/** The entries that tell of the words which a change adds or takes back, in the ledger of each phone that had the contact before. */
export const ledgerOfWords = (
  app: Pick<App, 'clock' | 'randomId'>,
  principal: Principal,
  before: Contact,
  after: Contact,
): ConsentEvent[] => {
  const lines = linesOf(before, after)
  if (lines.length === 0) return []
  const { workspace, id: contactId } = after
  const said = { by: principal.id, ...(principal.name && { byName: principal.name }), at: app.clock.now() }
  const source = principal.kind === 'agent' ? 'agent' : 'api'
  const phones = before.version === 0 ? after.phones : before.phones
  return phones.flatMap(({ phone }) =>
    lines.map(({ action, source: system, play }) =>
      newConsentEvent(
        app,
        { workspace, phone, contactId },
        {
          ...{ action, scope: 'workspace', source, ...said },
          ...(system !== byHand && { system }),
          ...(play && { play }),
        },
      ),
    ),
  )
}
