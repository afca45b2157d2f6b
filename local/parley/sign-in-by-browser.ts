import * as oauth from 'oauth4webapi'
import { serve } from '../runner/core/http.ts'

type SignIn = {
  issuer: string
  clientId: string
  /** Where the browser comes back to: an address of this machine that the client knows. A port of 0 is any that is free. */
  back: string
  /** Whom the sign-in proposes. */
  as?: string
  /** Tells the person which page to open. */
  show(url: string): void
}

/**
 * An access token of a person, by a code with PKCE that the browser brings back to this machine (RFC 8252, 7.3). Throws
 * with the sign-in's own words when it refuses.
 */
export const signInByBrowser = async ({ issuer, clientId, back, as, show }: SignIn): Promise<string> => {
  // Plain HTTP only towards this machine.
  const options = { [oauth.allowInsecureRequests]: issuer.startsWith('http://127.0.0.1:') }
  const server = await discover(new URL(issuer), options)
  const client = { client_id: clientId }
  const [state, verifier] = [oauth.generateRandomState(), oauth.generateRandomCodeVerifier()]
  const returning = await awaitReturn(back)
  try {
    const query = new URLSearchParams({
      ...{ response_type: 'code', client_id: clientId, redirect_uri: returning.url, state },
      scope: 'openid email profile',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(as && { login_hint: as }),
    })
    show(`${server.authorization_endpoint}?${query}`)
    const answer = oauth.validateAuthResponse(server, client, await returning.answer, state)
    const response = await oauth.authorizationCodeGrantRequest(
      ...([server, client, oauth.None(), answer, returning.url, verifier, options] as const),
    )
    return (await oauth.processAuthorizationCodeResponse(server, client, response)).access_token
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
      throw new Error(error.error_description ?? error.error, { cause: error })
    throw error
  } finally {
    await returning.stop()
  }
}

const discover = async (issuer: URL, options: object) =>
  oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))

/** Waits on this machine for the browser to come back with the sign-in's answer. */
const awaitReturn = async (back: string) => {
  const { promise: answer, resolve } = Promise.withResolvers<URLSearchParams>()
  const url = new URL(back)
  const { port, stop } = await serve(Number(url.port), async ({ url: { searchParams } }) => {
    if (searchParams.has('state')) resolve(searchParams)
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'You can close this page.' }
  })
  url.port = String(port)
  return { url: url.href, answer, stop }
}
