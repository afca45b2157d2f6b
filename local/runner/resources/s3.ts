import { CreateBucketCommand, HeadBucketCommand, NotFound } from '@aws-sdk/client-s3'
import { z } from 'zod'
import { type Platform, resourceType } from './platform.ts'

/** AWS::S3::Bucket */
export const bucket = resourceType({
  uses: { BucketName: z.string().optional() },
  ignores: [
    'BucketEncryption',
    'CorsConfiguration',
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
    'VersioningConfiguration',
  ],
  create: async ({ BucketName }, resource, { clients, endpoints }) => {
    const Bucket = BucketName ?? resource.name
    if (!(await exists(Bucket, clients))) await clients.s3.send(new CreateBucketCommand({ Bucket }))
    const host = new URL(endpoints.s3).host
    return {
      ref: Bucket,
      attributes: {
        Arn: `arn:aws:s3:::${Bucket}`,
        DomainName: `${host}/${Bucket}`,
        RegionalDomainName: `${host}/${Bucket}`,
      },
    }
  },
})

const exists = async (Bucket: string, { s3 }: Platform['clients']) => {
  try {
    await s3.send(new HeadBucketCommand({ Bucket }))
    return true
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}
