import type { FetchPolicy } from '../adapter.ts'
import { localAddress } from '../ask.ts'

/** Flowroute hands over links to its buckets, which carry their own permission: nothing of the account is sent. */
export const flowrouteMediaPolicy = (): FetchPolicy => ({ first: isInBucket, next: isInBucket })

const bucket = /^mms-media[a-z0-9-]*\.s3(?:[.-][a-z]{2}-[a-z]+-\d)?\.amazonaws\.com$/

const isInBucket = ({ protocol, hostname, port, username, password }: URL): boolean => {
  if (localAddress('FLOWROUTE_API_URL') && protocol === 'http:' && hostname === '127.0.0.1') return true
  return protocol === 'https:' && port === '' && username === '' && password === '' && bucket.test(hostname)
}
