import type { ExportKind } from '#contract/export-kinds.ts'
import type { Contact, ContactPhone } from '../contacts/contact.ts'
import { refusalsOf } from '../contacts/words.ts'
import type { NumberId } from '../ids.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { type Consent, countingAt } from '../threads/consent.ts'
import { conversationColumns } from './conversation-page.ts'
import { messageColumns } from './message-page.ts'
import { timeCell } from './time-cell.ts'

const contactColumns = [
  ...(['id', 'phone', 'type', 'name', 'email', 'consent', 'consent_at', 'consent_from'] as const),
  ...(['do_not_contact', 'enrolled', 'zone', 'created_at'] as const),
]

/** What all exports of a kind have as their first columns. `names`: those that only contacts have, after them. */
export const columnsOf = (what: ExportKind, names: string[]): string[] =>
  what === 'contacts' ? [...contactColumns, ...names] : columnsOfKind[what]

const columnsOfKind = {
  suppressions: ['phone', 'our_number', 'at', 'status', 'reason'],
  conversations: conversationColumns,
  messages: messageColumns,
}

/** More columns than this are of no use, and would not fit their record. */
const mostNames = 500

/** The columns of more contacts after those that are known: attributes, and ids in outside systems. */
export const withNamesOf = (names: string[], contacts: Contact[]): string[] => {
  const all = new Set(names)
  for (const contact of contacts) for (const name of Object.keys(extraOf(contact))) all.add(name)
  return [...all].slice(0, mostNames)
}

const extraOf = ({ attributes, externalIds }: Contact): Record<string, string> => ({
  ...attributes,
  ...Object.fromEntries(Object.entries(externalIds).map(([system, id]) => [`id_in_${system}`, id])),
})

/** A row for each phone and each e-mail of a contact, whichever it has more of. They share its id. */
export const contactRows = (contact: Contact, names: string[], now: number): string[][] => {
  const { id, name = '', phones, emails, enrolled, zone = '', createdAt } = contact
  const extra = extraOf(contact)
  const refused = refusalsOf(contact).map(({ source, since }) => `${source} since ${timeCell(since)}`)
  return Array.from({ length: Math.max(phones.length, emails.length, 1) }, (_, i) => {
    const entry = phones[i] ?? phones[0]
    return [
      ...[id, entry?.phone ?? '', entry?.type ?? '', name, emails[i] ?? '', ...consentCells(entry, now)],
      ...[refused.join('; '), enrolled ? 'yes' : 'no', zone, timeCell(createdAt)],
      ...names.map((column) => (Object.hasOwn(extra, column) ? (extra[column] ?? '') : '')),
    ]
  })
}

const consentCells = (entry: ContactPhone | undefined, now: number): string[] => {
  const words = wordsOf(entry, now).map(([, word]) => word)
  const word = words.find(({ state }) => state === 'opted_out') ?? words[0]
  return word ? [word.state, timeCell(word.at), word.source] : ['', '', '']
}

const wordsOf = ({ consents = {} }: Partial<ContactPhone> = {}, now: number) =>
  Object.entries(consents).flatMap(([scope, word]): [string, Consent][] => {
    const counting = word && countingAt(word, now)
    return counting ? [[scope, counting]] : []
  })

/** A row for each opt-out that counts: of which phone, for which of our numbers unless for all, when, and by which way. */
export const suppressionRows = ({ phones }: Contact, numbers: BusinessNumber[], now: number): string[][] =>
  phones.flatMap((entry) =>
    wordsOf(entry, now)
      .filter(([, { state }]) => state === 'opted_out')
      .map(([scope, { at, source }]) => [
        ...[entry.phone, addressOf(numbers, scope as NumberId), timeCell(at), 'opted_out', source],
      ]),
  )

const addressOf = (numbers: BusinessNumber[], id: NumberId): string =>
  numbers.find((number) => number.id === id)?.address ?? ''
