import type { UploadPlace } from '#domain/uploads/create-upload.ts'
import { time } from './present.ts'

/** Where the bytes of a file go. */
export const presentPlace = ({ url, headers, expiresAt }: UploadPlace) => ({
  method: 'PUT' as const,
  url,
  headers,
  expires_at: time(expiresAt),
})
