import { mostUploadBytes, uploadTypes } from '#contract/upload-limits.ts'
import { times } from '#wiring/times.ts'
import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError } from '../error.ts'
import { sortableId } from '../ids.ts'
import { originalOf, type Upload } from './upload.ts'

/** Where the bytes go: one PUT with these headers and exactly the length that was named. */
export type UploadPlace = { url: string; headers: Record<string, string>; expiresAt: number }

/**
 * Names a picture that is to be sent, and the place for its bytes. Throws `media_too_large`, `content_not_supported`,
 * `forbidden`.
 */
export const createUpload = async (
  app: Pick<App, 'clock' | 'commit' | 'files' | 'randomId'>,
  principal: Principal,
  { contentType, bytes }: Pick<Upload, 'contentType' | 'bytes'>,
): Promise<{ upload: Upload; place: UploadPlace }> => {
  requireScope(principal, 'send')
  if (!uploadTypes.includes(contentType))
    throw new DomainError(
      'content_not_supported',
      'Only pictures can be sent: JPEG, PNG, GIF, WebP and HEIC. To share anything else, send a link to it.',
    )
  if (bytes > mostUploadBytes) throw new DomainError('media_too_large', 'A picture may have at most 10 MB.')
  const createdAt = app.clock.now()
  const upload: Upload = {
    kind: 'upload',
    workspace: principal.workspace,
    id: sortableId('med', createdAt, app.randomId),
    by: principal.id,
    ...{ contentType, bytes, state: 'uploading' },
    ...{ createdAt, expiresAt: createdAt + times.upload, version: 0 },
  }
  const place = await app.files.place(originalOf(upload), { contentType, bytes }, createdAt)
  await app.commit(upload)
  return { upload: asStored(upload), place }
}
