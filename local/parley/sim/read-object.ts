import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3'

/** What an address such as `s3://bucket/key` names; undefined where there is nothing. */
export const readObject = async (s3: S3Client, url: string) => {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url) ?? []
  if (!Bucket || !Key) return undefined
  try {
    const { Body, ContentType: contentType = '' } = await s3.send(new GetObjectCommand({ Bucket, Key }))
    return Body && { contentType, data: Buffer.from(await Body.transformToByteArray()) }
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined
    throw error
  }
}
