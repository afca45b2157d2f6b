import * as oauth from 'oauth4webapi'
import type { PortalConfig } from '#wiring/portal.ts'

/** The sign-in of this tab: a code with PKCE, an access token in memory, a refresh token for as long as the tab lives. */
export type Session = {
  /** An access token that is good for another minute at least. Throws a SignInError when there is none to be had. */
  token(): Promise<string>
  /** Gets a new access token although the old one has not run out: the API refused it. */
  renew(): Promise<string>
  /** Leaves the page for the sign-in, and comes back to the same place. */
  signIn(): Promise<never>
  signOut(): Promise<never>
}

/** Why nobody is signed in, in words of the sign-in itself where it has some. */
export class SignInError extends Error {
  override name = 'SignInError'
}

const keys = { refresh: 'parley.refresh', asked: 'parley.asked', other: 'parley.signed-out' }

/** What must come back unchanged from the sign-in, and where the person was. */
type Asked = { state: string; nonce: string; verifier: string; place: string }
type Tokens = { access: string; until: number }

/**
 * Opens the session of this tab: from the code in the address, or from the refresh token that a reload left. Leaves for
 * the sign-in when there is neither. Throws a SignInError with the reason when the sign-in failed.
 */
export const openSession = async (config: PortalConfig): Promise<Session> => {
  const issuer = issuerOf(config)
  let tokens: Tokens | undefined
  let underWay: Promise<string> | undefined

  const keep = ({ access_token, refresh_token, expires_in = 300 }: oauth.TokenEndpointResponse) => {
    if (refresh_token) sessionStorage.setItem(keys.refresh, refresh_token)
    tokens = { access: access_token, until: Date.now() + expires_in * 1000 }
    return tokens.access
  }
  const renew = () => {
    underWay ??= refresh(issuer)
      .then(keep)
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }
  const session: Session = {
    token: async () => (tokens && tokens.until - Date.now() > 60_000 ? tokens.access : renew()),
    renew,
    signIn: () => leaveToSignIn(config),
    signOut: () => leaveToSignOut(config, issuer),
  }
  /** Only a refusal: without a connection the token is as good as it was. */
  const signInAgain = (error: unknown) => {
    if (error instanceof SignInError) return session.signIn()
    throw error
  }
  hearOfSignOut(session)
  const answer = takeAnswer()
  if (answer) keep(await redeem(issuer, answer))
  else if (sessionStorage.getItem(keys.refresh)) await renew().catch(signInAgain)
  else await session.signIn()
  return session
}

type Issuer = { server: oauth.AuthorizationServer; client: oauth.Client; options: object }

/** The addresses come from config.json: nothing has to be discovered first. */
const issuerOf = (config: PortalConfig): Issuer => ({
  server: {
    issuer: config.issuer,
    authorization_endpoint: config.authorization,
    token_endpoint: config.token,
    revocation_endpoint: config.revoke,
  },
  client: { client_id: config.clientId },
  // Plain HTTP only towards this machine.
  options: { [oauth.allowInsecureRequests]: config.token.startsWith('http://127.0.0.1:') },
})

const backTo = () => `${location.origin}/`

const leaveToSignIn = async (config: PortalConfig): Promise<never> => {
  if (!navigator.onLine) throw new TypeError('There is no connection to sign in with.')
  const asked: Asked = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    place: location.pathname + location.search,
  }
  sessionStorage.removeItem(keys.refresh)
  sessionStorage.setItem(keys.asked, JSON.stringify(asked))
  return leave(config.authorization, {
    response_type: 'code',
    client_id: config.clientId,
    redirect_uri: backTo(),
    scope: 'openid email profile',
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(asked.verifier),
    code_challenge_method: 'S256',
  })
}

const leave = (address: string, query: Record<string, string>): Promise<never> => {
  location.assign(`${address}?${new URLSearchParams(query)}`)
  // The page is going away: nothing after this may run.
  return new Promise<never>(() => {})
}

/** The sign-in's answer in the address, taken out of it so that neither a reload nor a bookmark sends it again. */
const takeAnswer = (): URLSearchParams | undefined => {
  const answer = new URLSearchParams(location.search)
  if (!answer.has('state') || !(answer.has('code') || answer.has('error'))) return undefined
  const place = readAsked()?.place ?? '/'
  history.replaceState(null, '', place)
  return answer
}

const readAsked = (): Asked | undefined => {
  const kept = sessionStorage.getItem(keys.asked)
  return kept === null ? undefined : JSON.parse(kept)
}

const redeem = async ({ server, client, options }: Issuer, answer: URLSearchParams) => {
  const asked = readAsked()
  sessionStorage.removeItem(keys.asked)
  if (!asked) throw new SignInError('The sign-in was begun in another tab.')
  return explained(async () => {
    const parameters = oauth.validateAuthResponse(server, client, answer, asked.state)
    const response = await oauth.authorizationCodeGrantRequest(
      ...([server, client, oauth.None(), parameters, backTo(), asked.verifier, options] as const),
    )
    return oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: asked.nonce })
  })
}

const refresh = async ({ server, client, options }: Issuer) => {
  const token = sessionStorage.getItem(keys.refresh)
  if (!token) throw new SignInError('')
  return explained(async () => {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), token, options)
    return oauth.processRefreshTokenResponse(server, client, response)
  })
}

/** What the issuer says is shown; a failing network is no failed sign-in and stays what it is. */
const explained = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
      throw new SignInError(error.error_description ?? error.error, { cause: error })
    if (error instanceof oauth.OperationProcessingError)
      throw new SignInError(error.message, { cause: error })
    throw error
  }
}

const leaveToSignOut = async (config: PortalConfig, { server, client, options }: Issuer): Promise<never> => {
  const token = sessionStorage.getItem(keys.refresh)
  sessionStorage.removeItem(keys.refresh)
  new BroadcastChannel(keys.other).postMessage(null)
  if (token) await oauth.revocationRequest(server, client, oauth.None(), token, options).catch(() => {})
  return leave(config.signOut, { client_id: config.clientId, logout_uri: backTo() })
}

/** A person signs out of all tabs at once. */
const hearOfSignOut = (session: Session) => {
  new BroadcastChannel(keys.other).addEventListener('message', () => session.signIn())
}
