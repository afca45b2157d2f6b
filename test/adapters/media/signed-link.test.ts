import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterEach, expect, test, vi } from 'vitest'
import { signedLink } from '#adapters/media/signed-link.ts'

/** SHA-256 as the SDK asks for it. */
class Sha256 {
  private readonly hash
  constructor(key?: Uint8Array | string) {
    this.hash = key ? createHmac('sha256', key) : createHash('sha256')
  }
  update(data: Uint8Array | string) {
    this.hash.update(data)
  }
  async digest() {
    return new Uint8Array(this.hash.digest())
  }
}

const now = Date.parse('2026-11-28T12:00:00.123Z')
const key = 'media/wks_acme/msg_01k9xq7m2a00000d4k7p2mjw8rtq5f0s9a/0/view'
const credentials = { accessKeyId: 'AKIA1', secretAccessKey: 'secret', sessionToken: 'token/+=' }

afterEach(() => vi.unstubAllEnvs())

test('an address of a file has the signature that the SDK gives it, and works for ten minutes', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey)
  vi.stubEnv('AWS_SESSION_TOKEN', credentials.sessionToken)
  vi.stubEnv('AWS_ENDPOINT_URL_S3', '')
  const { url, expiresAt } = await signedLink({ bucket: 'pictures', region: 'eu-west-1' }, key, now)
  const { hostname, pathname, searchParams } = new URL(url)
  expect({ hostname, pathname }).toEqual({
    hostname: 'pictures.s3.eu-west-1.amazonaws.com',
    pathname: `/${key}`,
  })
  expect(searchParams.get('X-Amz-Expires')).toBe('600')
  expect(expiresAt).toBe(now + 600_000)
  const facts = { service: 's3', region: 'eu-west-1', credentials, sha256: Sha256, uriEscapePath: false }
  const signed = await new SignatureV4({ ...facts, applyChecksum: false } as never).presign(
    {
      ...{ method: 'GET', protocol: 'https:', hostname, path: pathname, query: {} },
      headers: { host: hostname, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    } as never,
    {
      expiresIn: 600,
      signingDate: new Date(now),
      unhoistableHeaders: new Set(['x-amz-content-sha256']),
      unsignableHeaders: new Set(['x-amz-content-sha256']),
    } as never,
  )
  expect(searchParams.get('X-Amz-Signature')).toBe(signed.query?.['X-Amz-Signature'])
})
