import type { Contact, Conversation } from '../data/api.ts'
import type { Desk } from '../desk.ts'

/** A contact, and what was said with them last. */
export type Found = { contact: Contact; conversations: Conversation[] }

const mostContacts = 10
const conversationsEach = 3

/**
 * Contacts by the beginning of a name or an e-mail, or by a phone or its last digits, with their newest conversations.
 */
export const findCustomers = async ({ api, store }: Desk, query: string): Promise<Found[]> => {
  const contacts = await findContacts({ api }, query)
  return Promise.all(
    contacts.map(async (contact) => {
      const page = await api.listConversations({
        query: { contact_id: contact.id, limit: conversationsEach },
      })
      store.apply(page.data.map((row) => ({ t: 'conversation', row })))
      return { contact, conversations: page.data }
    }),
  )
}

export const findContacts = async ({ api }: Pick<Desk, 'api'>, query: string): Promise<Contact[]> => {
  const { data } = await api.listContacts({ query: { query: query.slice(0, 100), limit: mostContacts } })
  return data
}

/** Conversations that the page knows, by the name, the phone, the subject, a tag or the newest text. */
export const findKnown = ({ store }: Pick<Desk, 'store'>, query: string, most: number): Conversation[] => {
  const wanted = folded(query)
  const digits = query.replace(/\D/g, '')
  const fits = ({ contact_name = '', subject = '', tags, phone, last_message }: Conversation) =>
    folded([contact_name, subject, ...tags, last_message?.preview ?? ''].join(' ')).includes(wanted) ||
    (digits.length > 2 && phone.includes(digits))
  return [...store.conversations()]
    .filter(fits)
    .toSorted((one, other) => (one.last_activity_at < other.last_activity_at ? 1 : -1))
    .slice(0, most)
}

/** Without case and accents, as the API finds names. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
