import type { FetchPolicy } from '../adapter.ts'
import { isOnFileHost } from '../file-host.ts'

/** Flowroute hands over links to its buckets, which carry their own permission: nothing of the account is sent. */
export const flowrouteMediaPolicy = (): FetchPolicy => ({ first: isInBucket, next: isInBucket })

const bucket = /^mms-media[a-z0-9-]*\.s3(?:[.-][a-z]{2}-[a-z]+-\d)?\.amazonaws\.com$/

const isInBucket = (url: URL): boolean => isOnFileHost(url, 'FLOWROUTE_API_URL', (host) => bucket.test(host))
