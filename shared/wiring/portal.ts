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
  /** With which a browser subscribes to pushes: the public key of the deployment, base64url. Without it there are none. */
  pushKey?: string
  /** A customer's phone to play with, where there is one. */
  handset?: string
}

/** Files under this path have their content's hash in their name and never change. */
export const immutablePath = '/assets/'

/**
 * Of the code that opens a customer's page, `/c/<code>`. Twelve characters of 32 are 60 bits: too many to guess, and short enough for
 * a text of one segment. No id of a conversation, which the portal has under the same path, is so short.
 */
export const codeLength = 12

/** Opens no page, and is as long as those that do: previews show it where a text would lead to a page. */
export const exampleCode = 'x'.repeat(codeLength)

/** Where the portal's files are, beside the module of the function that publishes them. */
export const portalFolder = 'portal'

/** Where the script for pages of companies is, beside the module of the function that hands it out. */
export const widgetFolder = 'widget'
