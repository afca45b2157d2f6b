import * as z from 'zod/mini'
import { mediaReason } from './messages.ts'
import type { Operation } from './operation.ts'
import { mediaId, named, text, timestamp } from './shapes.ts'

/** A picture on its way to be sent. `place`: only in the answer that made it. */
export const upload = named('Upload', () =>
  z.object({
    id: mediaId,
    state: z.enum(['uploading', 'fetching', 'ready', 'failed']),
    content_type: z.string(),
    bytes: z.int(),
    width: z.optional(z.int()),
    height: z.optional(z.int()),
    thumbnail_url: z.optional(z.string()),
    reason: z.optional(mediaReason()),
    notice: z.optional(z.string()),
    place: z.optional(
      z.object({
        method: z.literal('PUT'),
        url: z.string(),
        headers: z.record(z.string(), z.string()),
        expires_at: timestamp,
      }),
    ),
    created_at: timestamp,
    expires_at: timestamp,
    version: z.int(),
  }),
)

const one = () => z.object({ id: mediaId })

export const mediaOperations = {
  createMedia: {
    method: 'POST',
    path: '/v1/media',
    summary: 'Name a picture that is to be sent, and get a place to upload it to',
    scope: 'send',
    body: () => z.strictObject({ content_type: text(100), bytes: z.int().check(z.gte(1)) }),
    response: upload,
    status: 201,
  },
  getMedia: {
    method: 'GET',
    path: '/v1/media/{id}',
    summary: 'How far a picture of your own has come that is to be sent',
    scope: 'send',
    params: one,
    response: upload,
    status: 200,
  },
  completeMedia: {
    method: 'POST',
    path: '/v1/media/{id}/complete',
    summary: 'The picture was uploaded: have it looked at',
    scope: 'send',
    params: one,
    response: upload,
    status: 202,
  },
} as const satisfies Record<string, Operation>
