import type { MediaFailure } from '../carriers/carrier.ts'
import type { MediaId, WorkspaceId } from '../ids.ts'
import type { Media } from '../media/media.ts'

/**
 * A picture that somebody wants to send: they upload it, and it is written anew. Forgotten after `expiresAt`: each text that it
 * was sent with has a copy of its own.
 */
export type Upload = {
  kind: 'upload'
  workspace: WorkspaceId
  id: MediaId
  /** Whose it is: nobody else reads or sends it. */
  by: string
  /** As its uploader says: the place takes exactly that. */
  contentType: string
  bytes: number
  /** Epoch milliseconds, as `expiresAt`. */
  createdAt: number
  expiresAt: number
  version: number
} & UploadState

type UploadState =
  | { state: 'uploading' | 'fetching' }
  | { state: 'ready'; picture: { contentType: 'image/jpeg'; bytes: number; width: number; height: number } }
  | { state: 'failed'; reason: MediaFailure }

/** Under which pictures are kept until they are sent. */
export const uploadFolder = ({ workspace, id }: Pick<Upload, 'workspace' | 'id'>): string =>
  `uploads/${workspace}/${id}`

export const originalOf = (upload: Pick<Upload, 'workspace' | 'id'>): string =>
  `${uploadFolder(upload)}/original`

/** A picture that was uploaded and is to be looked at. */
export type UploadJob = Pick<Upload, 'workspace'> & { upload: Upload['id'] }

/** A picture that goes with a text, and the folder that it is copied from. */
export type OutgoingPicture = { media: Media; folder?: string }
