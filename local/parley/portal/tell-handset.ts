import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { PortalConfig } from '#wiring/portal.ts'
import type { Deployed } from '../../runner/project.ts'

/** Tells the page of a customer's phone to play with, which no deployment on AWS has. */
export const tellHandset = async ({ clients: { s3 }, outputs }: Deployed, handset: string) => {
  const file = { Bucket: String(outputs.PortalBucket), Key: 'config.json' }
  const { Body, ContentType, CacheControl } = await s3.send(new GetObjectCommand(file))
  const config: PortalConfig = JSON.parse((await Body?.transformToString()) ?? '')
  const changed = JSON.stringify({ ...config, handset } satisfies PortalConfig)
  await s3.send(new PutObjectCommand({ ...file, ContentType, CacheControl, Body: changed }))
}
