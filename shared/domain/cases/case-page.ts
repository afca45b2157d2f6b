import type { CaseId, WorkspaceId } from '../ids.ts'
import { keyOf, type Media } from '../media/media.ts'
import type { Message } from '../messages/message.ts'
import type { Address } from '../phones/phone.ts'
import { day } from '../time.ts'
import type { Case, CaseEntry, CaseState } from './case.ts'
import type { PageLock } from './page-lock.ts'

/**
 * What the customer of a case may see of it, as a copy that lies where people without a token may read. It is written whole from
 * the case each time, so it may be written in any order and any number of times. All times are epoch milliseconds.
 */
export type CasePage = {
  kind: 'case_page'
  workspace: WorkspaceId
  code: string
  caseId: CaseId
  company: string
  /** In which times are said, such as `America/Denver`: the one of the workspace's reports. Pages of before have none. */
  zone?: string
  number: string
  subject: string
  status?: string
  state: CaseState
  /** Our number that the customer texts about it. */
  textTo?: Address
  /** Newest first. */
  entries: PageEntry[]
  /** Where the setting says so, it asks for the last digits of the customer's phone. */
  lock?: PageLock
  /** When the page ends, once the case is done. */
  expiresAt?: number
  version: number
}

/** `files`: how many files it has that are no pictures, or not yet. */
export type PageEntry = {
  at: number
  from: 'company' | 'customer'
  body?: string
  pictures?: PagePicture[]
  files?: number
}

/** `key`: of the thumbnail. `since`: from when on files are kept for as long as the deployment says. */
export type PagePicture = { key: string; since: number; width: number; height: number }

/** An entry with the text that it points to, where it is one. */
export type EntryWithText = { entry: CaseEntry; message?: Message }

/** Milliseconds that the page stays after the case is done. */
const staysAfterDone = 30 * day

/** Undefined while the case is not done: then the page has no end. */
export const endOfPage = ({
  state,
  resolvedAt = 0,
}: Pick<Case, 'state' | 'resolvedAt'>): number | undefined =>
  state === 'done' ? resolvedAt + staysAfterDone : undefined

/** Whether its moment has come; the table forgets such records only some time later. */
export const hasEnded = (end: number | undefined, now: number): boolean => end !== undefined && now >= end

/** Whether a customer may see an entry: changes and notices are the company's own, and so is what somebody hid. */
export const isPublic = (entry: CaseEntry): boolean => {
  if (entry.type === 'comment') return entry.public
  return entry.type === 'text' && !entry.gone && !entry.internal
}

/** The newest first come whole, up to some sixty thousand characters: a record has bounds, and nobody reads on. */
const mostCharacters = 60_000

/** The entries as the customer sees them, in the order that they come in. */
export const pageEntriesOf = (all: EntryWithText[]): PageEntry[] => {
  const entries = all.flatMap((each) => pageEntryOf(each) ?? [])
  let room = mostCharacters
  const end = entries.findIndex(({ body = '' }) => {
    room -= body.length
    return room < 0
  })
  return end < 0 ? entries : entries.slice(0, end)
}

const pageEntryOf = ({ entry, message }: EntryWithText): PageEntry | undefined => {
  if (entry.type === 'comment') return { at: entry.at, from: 'company', body: entry.body }
  if (!message || !hasLeft(message)) return undefined
  const { at, direction, body } = message
  return {
    ...{ at, from: direction === 'inbound' ? 'customer' : 'company' },
    ...(body !== '' && { body }),
    ...filesOf(message),
  }
}

/** A text that waits, was blocked or never arrived says nothing to its customer, who may not be meant to have it. */
const hasLeft = ({ status }: Message): boolean =>
  ['received', 'sent', 'delivered', 'unknown'].includes(status)

const filesOf = (message: Message): Pick<PageEntry, 'pictures' | 'files'> => {
  const { media = [], createdAt: since } = message
  const pictures = media.flatMap((one, index) =>
    isPicture(one)
      ? [{ key: keyOf(message, index, 'thumb'), since, width: one.width, height: one.height }]
      : [],
  )
  const files = media.length - pictures.length
  return { ...(pictures.length > 0 && { pictures }), ...(files > 0 && { files }) }
}

type Picture = Extract<Media, { kind: 'image' }>

const isPicture = (one: Media): one is Picture => one.status === 'ready' && one.kind === 'image'
