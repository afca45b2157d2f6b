import type { ContactId, EntryOrder, HoursId, NumberId, TeamId, ThreadRef, WorkspaceId } from '../ids.ts'

/** Texts that may have to be released at another time: those of a number, a team, of certain hours, or all. */
export type Recheck = {
  workspace: WorkspaceId
  scope: NumberId | TeamId | HoursId | 'all'
  /** The change that made it necessary. */
  change: string
  run: number
  /** Where it goes on. */
  at?: { numberId: NumberId; from?: string }
}

/** What is held for the phones of a contact, after a word about consent. */
export type ContactRecheck = {
  workspace: WorkspaceId
  contactId: ContactId
  /** The change that made it necessary. */
  change: string
  run: number
  /** Where it goes on: in which thread, and from which entry down. */
  at?: { thread: ThreadRef; from?: EntryOrder }
}
