import type { CarrierMedia, CarrierName, MediaFailure } from '../carriers/carrier.ts'
import type { MediaId, MessageId, WorkspaceId } from '../ids.ts'

/**
 * A picture or other file of a text; its place in the list is its index. `contentType`, `name` and `bytes` are the
 * carrier's word until it is `ready`: shown, never believed.
 */
export type Media = MediaFacts &
  (
    | {
        status: 'fetching'
        /** Whose record of the text says where it is (ReceivedText). */
        carrier: CarrierName
      }
    | {
        status: 'ready'
        kind: 'image'
        contentType: PictureType
        bytes: number
        width: number
        height: number
      }
    | { status: 'ready'; kind: 'file'; bytes: number }
    | { status: 'failed'; reason: MediaFailure }
  )

type MediaFacts = { contentType?: string; name?: string; bytes?: number }

/** What pictures are stored as: all are written anew. */
export type PictureType = 'image/jpeg' | 'image/webp'

/** How many files of one text are kept: no carrier brings more. */
export const mostMedia = 10

const longestName = 100

/** What is to be fetched for a text, in the carrier's order. */
export const newMedia = (carrier: CarrierName, found: readonly CarrierMedia[] | undefined) =>
  found?.length ? inOrder(found).map((one) => expected(carrier, one)) : undefined

/** The files of a text in their order, no more than are kept. */
export const inOrder = (found: readonly CarrierMedia[]): CarrierMedia[] =>
  found.toSorted((a, b) => a.index - b.index).slice(0, mostMedia)

const expected = (carrier: CarrierName, found: CarrierMedia): Media => {
  const facts = {
    contentType: found.contentType?.slice(0, longestName),
    name: found.name?.slice(0, longestName),
    bytes: found.bytes,
  }
  return 'failed' in found
    ? { ...facts, status: 'failed', reason: found.failed }
    : { ...facts, status: 'fetching', carrier }
}

/** Names one of the files of a message: its index is the last character. */
export const mediaIdOf = (message: MessageId, index: number): MediaId =>
  `med_${message.slice('msg_'.length)}${index}`

/** Where what was made of a file is kept: of a picture a view and a thumbnail, of anything else the file as it came. */
export const keyOf = (message: Named, index: number, what: 'view' | 'thumb' | 'file'): string =>
  `${folderOf(message, index)}/${what}`

export const folderOf = ({ workspace, id }: Named, index: number): string =>
  `${mediaPrefix}/${workspace}/${id}/${index}`

type Named = { workspace: WorkspaceId; id: MessageId }

const mediaPrefix = 'media'

/** Under which a carrier that writes into our bucket leaves the files of a workspace. */
export const arrivalPrefix = (workspace: WorkspaceId): string => `rcs/${workspace}/`

/** Whether a file is deleted by now: it is kept for so many milliseconds, without end where nothing is said. */
const isOver = ({ createdAt }: { createdAt: number }, keptFor: number | undefined, now: number) =>
  keptFor !== undefined && now >= createdAt + keptFor

/** The files of a text with what became of them since: none is there for longer than files are kept. */
export const keptMedia = <M extends { createdAt: number; media?: Media[] }>(
  message: M,
  keptFor: number | undefined,
  now: number,
): Media[] | undefined =>
  isOver(message, keptFor, now)
    ? message.media?.map((one) =>
        one.status === 'ready' ? { ...one, status: 'failed', reason: 'expired' } : one,
      )
    : message.media

/** What stands there as far as people care: files may be pictures until they were looked at. */
export const showsPictures = (media: readonly Media[]): boolean =>
  media.every((one) => (one.status === 'ready' ? one.kind === 'image' : !one.contentType || isPicture(one)))

const isPicture = ({ contentType }: MediaFacts): boolean => contentType?.startsWith('image/') === true

/** Why there is no file, as people are told. */
export const explainFailure = (reason: MediaFailure): string => failureSentences[reason]

const failureSentences: Record<MediaFailure, string> = {
  not_available: 'The carrier did not hand over this file: ask the customer to send it again.',
  too_large: 'This file is too large to be kept: ask the customer for a smaller one, or for a link.',
  host_not_allowed: 'This file was not fetched, since its address is not one of the carrier.',
  unreadable: 'This file is damaged, or no picture that can be shown safely.',
  carrier_failed: 'The carrier could not store this file: ask the customer to send it again.',
  expired: 'This file was kept for as long as your company keeps files, and is deleted.',
}

/** What people are told beside a file that is no picture. */
export const fileNotice =
  'This file is as the customer sent it. Open it only if you expect it: it may harm your device.'

/** The message with another state of one of its files. */
export const withMedia = <M extends { media?: Media[] }>(message: M, index: number, media: Media): M => ({
  ...message,
  media: message.media?.map((one, i) => (i === index ? media : one)),
})
