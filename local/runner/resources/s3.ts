import { CreateBucketCommand, HeadBucketCommand, NotFound, PutBucketCorsCommand } from '@aws-sdk/client-s3'
import { z } from 'zod'
import { type Platform, resourceType } from './platform.ts'

const cors = z.strictObject({
  CorsRules: z.array(
    z.strictObject({
      AllowedHeaders: z.array(z.string()).optional(),
      AllowedMethods: z.array(z.string()),
      AllowedOrigins: z.array(z.string()),
    }),
  ),
})

/** AWS::S3::Bucket */
export const bucket = resourceType({
  uses: { BucketName: z.string().optional(), CorsConfiguration: cors.optional() },
  ignores: [
    'BucketEncryption',
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
    'VersioningConfiguration',
  ],
  create: async ({ BucketName, CorsConfiguration }, resource, { clients, endpoints }) => {
    const Bucket = BucketName ?? resource.name
    if (!(await exists(Bucket, clients))) await clients.s3.send(new CreateBucketCommand({ Bucket }))
    if (CorsConfiguration) await clients.s3.send(new PutBucketCorsCommand(corsOf(Bucket, CorsConfiguration)))
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

const corsOf = (Bucket: string, { CorsRules: CORSRules }: z.infer<typeof cors>) => ({
  Bucket,
  CORSConfiguration: { CORSRules },
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
