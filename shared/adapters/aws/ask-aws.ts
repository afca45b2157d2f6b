import { AwsV4Signer } from 'aws4fetch'

type Request = {
  method: string
  headers: Record<string, string>
  body?: string | Uint8Array
  timeout?: number
}

/**
 * One signed request to a service of AWS, for functions that would load its whole client for one operation. `timeout`:
 * milliseconds; for a file of 12 MB, where it is slow, longer than for an answer.
 */
export const askAws = async (
  region: string,
  service: string,
  url: URL,
  { timeout, ...request }: Request,
): Promise<Response> => {
  const { body, ...rest } = request
  const signed = { ...rest, body: body as RequestInit['body'] }
  const signer = new AwsV4Signer({ ...signed, url: url.href, service, region, ...credentials() })
  const { method, headers } = await signer.sign()
  const signal = AbortSignal.timeout(timeout ?? (body instanceof Uint8Array ? 20_000 : 5_000))
  return fetch(url, { method, headers, body: signed.body, signal })
}

/** Those that Lambda gives to the function: they carry its own rights and no more. */
export const credentials = () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
  sessionToken: process.env.AWS_SESSION_TOKEN,
})
