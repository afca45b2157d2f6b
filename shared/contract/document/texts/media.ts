import type { mediaOperations } from '../../api/media.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The picture.' }

const ready = {
  id: ids.upload,
  state: 'ready',
  content_type: 'image/jpeg',
  bytes: 412_090,
  width: 2048,
  height: 1536,
  thumbnail_url: 'https://parley-media.s3.us-east-1.amazonaws.com/uploads/…/thumb?X-Amz-Signature=…',
  created_at: '2026-11-27T14:03:02.000Z',
  expires_at: '2026-11-28T14:03:02.000Z',
  version: 3,
}

const created = {
  id: ids.upload,
  state: 'uploading',
  content_type: 'image/heic',
  bytes: 2_480_112,
  place: {
    method: 'PUT',
    url: 'https://parley-media.s3.us-east-1.amazonaws.com/uploads/…/original?X-Amz-Signature=…',
    headers: { 'content-type': 'image/heic' },
    expires_at: '2026-11-27T14:13:02.000Z',
  },
  created_at: '2026-11-27T14:03:02.000Z',
  expires_at: '2026-11-28T14:03:02.000Z',
  version: 1,
}

export const mediaTexts: Texts<typeof mediaOperations> = {
  tag: {
    name: 'Media',
    description:
      'Pictures to be sent. Each is uploaded to a place of its own and written anew, without metadata and small enough for every phone. Then its id goes with a text.',
  },
  operations: {
    createMedia:
      'Put the bytes at `place`, then call `complete`. The place takes exactly the type and the length that you name, for ten minutes.',
    getMedia: 'Ask until it is `ready` or `failed`: that takes a second or two.',
    completeMedia: 'Safe to repeat. Where nothing was uploaded the picture fails with `not_available`.',
  },
  parameters: { getMedia: one, completeMedia: one },
  schemas: {
    Upload: {
      '': 'A picture that is to be sent. Only its uploader reads and sends it.',
      state:
        '`uploading` until you say that it is complete, `fetching` while it is looked at. Then it is `ready` to be sent, or has `failed`.',
      content_type: 'What you said that it is; once it is ready what it is sent as.',
      bytes: 'The length that you named; once it is ready that of what is sent.',
      width: 'In pixels.',
      height: 'In pixels.',
      thumbnail_url: 'A small one, for ten minutes.',
      reason: 'Why it cannot be sent.',
      notice: 'Why it cannot be sent, for people.',
      place: 'Where the bytes go. Only in the answer that named the picture.',
      'place.method': 'Always PUT.',
      'place.url': 'The address.',
      'place.headers': 'What the request must say.',
      'place.expires_at': 'Until when the address takes it.',
      expires_at: 'Until when it can be sent. Texts that it was sent with keep it.',
    },
    CreateMediaBody: {
      '': 'A picture.',
      content_type: 'JPEG, PNG, GIF, WebP or HEIC: `image/jpeg` and so on.',
      bytes: 'How long it is: at most 10,000,000 bytes.',
    },
  },
  examples: {
    Upload: ready,
    createMedia: created,
    completeMedia: { ...created, state: 'fetching', place: undefined, version: 2 },
    CreateMediaBody: { content_type: 'image/heic', bytes: 2_480_112 },
  },
}
