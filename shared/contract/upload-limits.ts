/** What may be uploaded: each becomes a JPEG. */
export const uploadTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/heic', 'image/heif']

export const mostUploadBytes = 10_000_000
