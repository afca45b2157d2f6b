const ifMatch = {
  name: 'If-Match',
  in: 'header',
  description:
    'The ETag of the version that the edit was made from, so that nobody undoes the edit of somebody else. `*` edits whatever is there.',
  schema: { type: 'string' },
  example: '"3"',
}

/** Parameters and headers that many operations share, and how callers are known. */
export const parameters = {
  Limit: {
    name: 'limit',
    in: 'query',
    description: 'How many entries a page has.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
  },
  Cursor: {
    name: 'cursor',
    in: 'query',
    description: 'The `next_cursor` of the page before. Without it the list begins.',
    schema: { type: 'string', minLength: 1, maxLength: 500 },
  },
  IfMatch: { ...ifMatch, required: true },
  OptionalIfMatch: ifMatch,
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Names the request. The same request with the same key is served once and answered alike for 24 hours, so it can be repeated after a broken connection.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: 'order-1042-ready',
  },
}

export const headers = {
  RequestId: {
    description: 'Names this request in the logs.',
    schema: { type: 'string' },
    example: '6a7d3f5e-2b1c-4c8e-9f60-1d2e3f4a5b6c',
  },
  ETag: {
    description: 'The version of what was answered, for If-Match.',
    schema: { type: 'string' },
    example: '"3"',
  },
  IdempotentReplayed: {
    description:
      '`true` where the answer repeats the one of an earlier request with the same Idempotency-Key.',
    schema: { type: 'string', const: 'true' },
  },
  RetryAfter: {
    description: 'In how many seconds to try again.',
    schema: { type: 'string' },
    example: '1',
  },
}

const signIn = 'https://sign-in.example.com/oauth2'
const where = 'The address of the sign-in service is that of your deployment: ask its administrators.'

export const securitySchemes = {
  people: {
    type: 'oauth2',
    description: `People sign in with the authorization code flow and PKCE. Roles come with the token: every agent, or admins only. ${where}`,
    flows: {
      authorizationCode: {
        authorizationUrl: `${signIn}/authorize`,
        tokenUrl: `${signIn}/token`,
        refreshUrl: `${signIn}/token`,
        scopes: { openid: 'Who signs in.', email: 'Their e-mail address.', profile: 'Their name.' },
      },
    },
  },
  programs: {
    type: 'oauth2',
    description: `Programs get a token with their client id and secret. Ask for scopes with the workspace before them, such as \`wks_acme/send\`. ${where}`,
    flows: {
      clientCredentials: {
        tokenUrl: `${signIn}/token`,
        scopes: {
          read: 'Read everything of the workspace.',
          send: 'Send texts, look at a text before it is sent, decide about own texts and read them, and see numbers.',
          manage: 'Read everything, and change whatever is no text, as an admin does.',
        },
      },
    },
  },
}
