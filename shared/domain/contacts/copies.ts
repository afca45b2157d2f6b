import type { App, StoredRecord } from '../app.ts'
import type { Thread } from '../threads/thread.ts'
import { type Contact, flagsOf } from './contact.ts'

/** The threads of a contact with what they copy of it, and their newest conversations where these show another name. */
export const withCopies = async (
  app: Pick<App, 'conversations'>,
  contact: Contact,
  threads: Thread[],
): Promise<StoredRecord[]> => {
  const flags = flagsOf(contact)
  const renamed = threads.filter((thread) => thread.flags.name !== flags.name)
  const conversations = await conversationsOf(app, renamed)
  return [
    ...threads.map((thread) => ({ ...thread, contactId: contact.id, flags })),
    ...conversations.map((conversation) => ({ ...conversation, contactName: flags.name })),
  ]
}

/** The newest ones of these threads: what is open, or would be reopened by the next text. */
export const conversationsOf = async (app: Pick<App, 'conversations'>, threads: Thread[]) => {
  const heads = threads.flatMap(({ workspace, heads }) => heads.map((head) => ({ workspace, ...head })))
  const found = await Promise.all(
    heads.map(({ workspace, conversationId }) => app.conversations.get(workspace, conversationId, 'fresh')),
  )
  return found.filter((conversation) => conversation !== undefined)
}
