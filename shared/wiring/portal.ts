/**
 * The headers that every file of the portal is served with. `connect` are the origins beside its own that the page may
 * call: those of the sign-in and of what is pushed. Nothing inline is allowed, and no text becomes markup (Trusted Types).
 */
export const portalHeaders = (connect: string[]): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    ['connect-src', "'self'", ...connect].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
})

/** What the page is told of its deployment, in `/config.json`: one build serves them all. Addresses are absolute. */
export type PortalConfig = {
  /** Names the build that is served, so that an open page learns of a newer one. */
  build: string
  /** Where the API is, without `/v1`; empty for the page's own origin. */
  api: string
  issuer: string
  authorization: string
  token: string
  revoke: string
  /** Ends the session of the sign-in, then leads to `logout_uri`. */
  signOut: string
  clientId: string
  /** Where what is new is pushed, a WebSocket of AppSync Events. Without it the page asks. */
  realtime?: string
  /** A customer's phone to play with, where there is one. */
  handset?: string
}

/** Paths with an ending are files; every other path is a place within the page. */
export const isPlaceInPage = (path: string): boolean => !/\.[a-z0-9]+$/i.test(path)

/** Files under this path have their content's hash in their name and never change. */
export const immutablePath = '/assets/'
