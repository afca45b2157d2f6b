import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { MediaId } from '../ids.ts'
import { type OutgoingPicture, type Upload, uploadFolder } from './upload.ts'

/** One's own upload. Throws `not_found`, `forbidden`. */
export const loadUpload = async (
  app: Pick<App, 'clock' | 'uploads'>,
  principal: Principal,
  id: MediaId,
): Promise<Upload> => {
  requireScope(principal, 'send')
  const upload = await findUpload(app, principal, id)
  if (!upload) throw notFound('media')
  return upload
}

const findUpload = async (
  app: Pick<App, 'clock' | 'uploads'>,
  { workspace, id: by }: Principal,
  id: MediaId,
): Promise<Upload | undefined> => {
  const upload = await app.uploads.get(workspace, id)
  return upload?.by === by && upload.expiresAt > app.clock.now() ? upload : undefined
}

/** The pictures with these ids; one that is not there, or not ready, is a failed one, which the send gate refuses. */
export const loadPictures = (
  app: Pick<App, 'clock' | 'uploads'>,
  principal: Principal,
  ids: readonly MediaId[],
): Promise<OutgoingPicture[]> =>
  Promise.all(
    ids.map(async (id) => {
      const upload = await findUpload(app, principal, id)
      return upload?.state === 'ready'
        ? { media: { status: 'ready', kind: 'image', ...upload.picture }, folder: uploadFolder(upload) }
        : { media: { status: 'failed', reason: 'not_available' } }
    }),
  )
