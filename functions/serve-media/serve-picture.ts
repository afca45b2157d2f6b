import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { FittingSecret } from '#adapters/aws/secret-store.ts'
import { type FetchablePicture, isProven, readPictureToken } from '#adapters/media/picture-link.ts'

type Needs = {
  fitting: FittingSecret
  clock: { now(): number }
  /** Undefined where it is not there any more. */
  read(key: string): Promise<{ bytes: Uint8Array; contentType: string } | undefined>
}

/**
 * Hands a picture to a carrier that was given its address. Carriers ask with HEAD first, which the signed address of a bucket
 * would refuse. Whatever is not proven to be ours, or is over, gets one and the same answer.
 */
export const servePicture =
  ({ fitting, clock, read }: Needs) =>
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const [, token = ''] = /^\/media\/([^/]+)$/.exec(event.rawPath) ?? []
    const named = readPictureToken(token)
    const picture = named ?? nobody
    const proven = await fitting(
      picture.account,
      (secret) => isProven(picture, secret),
      (ours) => ours,
    )
    if (!named || !proven || named.expiresAt <= clock.now()) return refused
    const found = await read(named.key)
    if (!found) return refused
    const isHead = event.requestContext.http.method === 'HEAD'
    return {
      statusCode: 200,
      headers: {
        'content-type': found.contentType,
        'content-length': String(found.bytes.length),
        'content-disposition': 'inline; filename="picture.jpg"',
        'cache-control': 'private, max-age=600',
        'x-content-type-options': 'nosniff',
      },
      ...(!isHead && { body: Buffer.from(found.bytes).toString('base64'), isBase64Encoded: true }),
    }
  }

const refused = {
  statusCode: 404,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Not Found"}',
}

/** In place of what names no account: it is looked for all the same. */
const nobody: FetchablePicture = {
  account: { workspace: 'wks_0', id: 'cac_00000000' },
  key: '',
  expiresAt: 0,
  token: `-${'0'.repeat(32)}`,
}
