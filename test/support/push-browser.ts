import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto'

/** What a push holds, and what its request says. */
type Received = { headers: Record<string, unknown>; body: Uint8Array }

/** A browser that takes pushes, made without any code of ours: it reads them as RFC 8291 and RFC 8188 say. */
export const createPushBrowser = (endpoint: string) => {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const auth = randomBytes(16)
  const p256dh = pair.getPublicKey().toString('base64url')
  return {
    endpoint,
    keys: { p256dh, auth: auth.toString('base64url') },
    read: ({ body }: Received): unknown => JSON.parse(decrypt(Buffer.from(body), pair, auth)),
  }
}

/** RFC 8291, 3.4, and RFC 8188, 2: salt (16), record size (4), length of the key (1), key, the only record. */
const decrypt = (body: Buffer, pair: ECDH, auth: Buffer): string => {
  const [salt, size, keyLength = 0] = [body.subarray(0, 16), body.readUInt32BE(16), body[20]]
  const key = body.subarray(21, 21 + keyLength)
  const record = body.subarray(21 + keyLength)
  if (record.length > size) throw new Error('The record is longer than it says.')
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), key])
  const shared = hkdf(pair.computeSecret(key), auth, info, 32)
  const secret = hkdf(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const cipher = createDecipheriv('aes-128-gcm', secret, nonce)
  cipher.setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()])
  const end = padded.lastIndexOf(2)
  if (padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('The padding is none.')
  return padded.subarray(0, end).toString()
}

const hkdf = (key: Buffer, salt: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length))

type Claims = { aud: string; exp: number; sub: string }

/** What the sender signed (RFC 8292), where the signature is that of the key. Throws where it is not. */
export const readVapid = ({ headers }: Pick<Received, 'headers'>, publicKey: string): Claims => {
  const [, token = '', key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(String(headers.authorization)) ?? []
  if (key !== publicKey) throw new Error('It was signed by another key.')
  const [head = '', claims = '', signature = ''] = token.split('.')
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString())
  if (alg !== 'ES256') throw new Error('It was signed in another way.')
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const
  const signer = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    signer,
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) throw new Error('The signature is wrong.')
  return JSON.parse(Buffer.from(claims, 'base64url').toString())
}
