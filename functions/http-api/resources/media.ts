import type * as contract from '#contract/api/media.ts'
import type { Shape } from '#contract/api/operation.ts'
import { explainFailure } from '#domain/media/media.ts'
import { completeUpload } from '#domain/uploads/complete-upload.ts'
import { createUpload } from '#domain/uploads/create-upload.ts'
import { loadUpload } from '#domain/uploads/load-upload.ts'
import { type Upload, uploadFolder } from '#domain/uploads/upload.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { time } from './present.ts'
import type { InboxApp } from './present-media.ts'
import { presentPlace } from './present-place.ts'

export const mediaRoutes: Routes<typeof contract.mediaOperations, InboxApp> = {
  createMedia: async ({ app, principal, body }) => {
    const { upload, place } = await createUpload(app, principal, camelCased(body))
    return { ...(await presentUpload(app, upload)), place: presentPlace(place) }
  },
  getMedia: async ({ app, principal, params }) =>
    presentUpload(app, await loadUpload(app, principal, params.id)),
  completeMedia: async ({ app, principal, params }) =>
    presentUpload(app, await completeUpload(app, principal, params.id)),
}

const presentUpload = async (
  app: Pick<InboxApp, 'clock' | 'files'>,
  upload: Upload,
): Promise<Shape<typeof contract.upload>> => ({
  id: upload.id,
  state: upload.state,
  content_type: upload.contentType,
  bytes: upload.bytes,
  ...(upload.state === 'ready' && (await presentReady(app, upload))),
  ...(upload.state === 'failed' && { reason: upload.reason, notice: explainFailure(upload.reason) }),
  created_at: time(upload.createdAt),
  expires_at: time(upload.expiresAt),
  version: upload.version,
})

const presentReady = async (
  app: Pick<InboxApp, 'clock' | 'files'>,
  upload: Extract<Upload, { state: 'ready' }>,
) => {
  const { contentType, bytes, width, height } = upload.picture
  const { url } = await app.files.link(`${uploadFolder(upload)}/thumb`, app.clock.now())
  return { content_type: contentType, bytes, width, height, thumbnail_url: url }
}
