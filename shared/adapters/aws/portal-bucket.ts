import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { nameOperations } from './name-operations.ts'

type WebFile = { path: string; body: Uint8Array | string; type: string; cache: string }

/** Puts a file where the portal's address shows it; `path` begins without a slash. */
export const createPortalBucket = (bucket: string, client = nameOperations(new S3Client({}))) => ({
  put: async ({ path, body, type, cache }: WebFile): Promise<void> => {
    await client.send(
      new PutObjectCommand({
        ...{ Bucket: bucket, Key: path, Body: body },
        ...{ ContentType: type, CacheControl: cache },
      }),
    )
  },
})
