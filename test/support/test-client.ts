import { createClient } from '#contract/client.ts'
import { createFakeApp, workspace } from './fake-app.ts'
import { agentClaims, type Claims, createGateway } from './gateway.ts'

export const url = 'https://api.example.com'

/** A client whose requests are answered by the functions themselves, for whom the claims name. */
export const createTestClient = (claims: Claims = agentClaims(workspace, 'admin'), app = createFakeApp()) => {
  const request = createGateway(app)
  const sent: Request[] = []
  const client = createClient({
    url,
    token: async () => 'token',
    fetch: async (address, init) => {
      const asked = new Request(address, init)
      sent.push(asked)
      const { pathname, search, searchParams } = new URL(address)
      const { status, headers, body } = await request({
        method: asked.method,
        path: pathname,
        claims,
        query: search ? Object.fromEntries(searchParams) : undefined,
        headers: Object.fromEntries(asked.headers),
        body: init.body ?? undefined,
      })
      return new Response(status === 204 ? null : JSON.stringify(body), { status, headers })
    },
  })
  return { client, sent }
}
