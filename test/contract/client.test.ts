import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { type Answer, createClient, each, isProblem, ProblemError, type ProblemOf } from '#contract/client.ts'
import { createTestClient, url } from '../support/test-client.ts'

test('an operation is a method: path, body and answer are typed', async () => {
  const { client, sent } = createTestClient()
  const team: Answer<'createTeam'> = await client.createTeam({ body: { name: 'Repairs' }, key: 'repairs' })
  const edited = await client.editTeam({ id: team.id, ifMatch: team.version, body: { name: 'Care' } })
  expect(edited).toEqual({ ...team, name: 'Care', version: 2 })
  expect(await client.deleteTeam({ id: team.id, ifMatch: '*' })).toBeUndefined()
  expect(sent.map(({ method, url, headers }) => [method, url, headers.get('if-match')])).toEqual([
    ['POST', `${url}/v1/teams`, null],
    ['PATCH', `${url}/v1/teams/${team.id}`, '"1"'],
    ['DELETE', `${url}/v1/teams/${team.id}`, '*'],
  ])
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer token')
  expect(sent[0]?.headers.get('idempotency-key')).toBe('repairs')
})

test('a query holds numbers and truth values, and what is undefined stays away', async () => {
  const { client, sent } = createTestClient()
  await client.listConversations({ query: { unread: true, limit: 5, tag: 'a b', state: undefined } })
  await client.getMe()
  expect(sent.map(({ url: asked }) => asked.slice(url.length))).toEqual([
    '/v1/conversations?unread=true&limit=5&tag=a+b',
    '/v1/me',
  ])
})

test('a list is read page after page', async () => {
  const { client, sent } = createTestClient()
  for (const name of ['A', 'B', 'C', 'D', 'E']) await client.createTeam({ body: { name } })
  const names: string[] = []
  for await (const team of each(client.listTeams, { query: { limit: 2 } })) names.push(team.name)
  expect(names).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(sent.filter(({ method }) => method === 'GET')).toHaveLength(3)
})

test('a refusal is an error with its code and what it says beyond', async () => {
  const { client } = createTestClient()
  const phones = [{ phone: '+12065550123' }]
  const { id } = await client.createContact({ body: { phones } })
  const error = await client.createContact({ body: { phones } }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(ProblemError)
  expect(isProblem(error, 'phone_in_use') && error.problem.contact_id).toBe(id)
  expect(isProblem(error, 'not_found')).toBe(false)
})

test.each([
  [401, 'unauthorized', false],
  [429, 'rate_limited', true],
  [503, 'internal_error', true],
] as const)('a %d of the gateway is a problem, too', async (status, code, retryable) => {
  const fetch = async () => new Response('{"message":"…"}', { status, headers: { 'apigw-requestid': 'abc' } })
  const client = createClient({ url, token: async () => 'token', fetch })
  const error = await client.getMe().catch((error: unknown) => error)
  expect(error).toMatchObject({ problem: { status, code, retryable, request_id: 'abc' } })
})

test('a reader can tell the refusals of an operation apart', () => {
  const where = (problem: ProblemOf<'reopenConversation'>): string => {
    switch (problem.code) {
      case 'open_conversation_exists':
        return problem.conversation_id
      case 'conversation_closed':
        return problem.detail
    }
  }
  const facts = { status: 409, title: '', detail: 'Merged.', request_id: '', retryable: false }
  expect(where({ ...facts, code: 'conversation_closed' })).toBe('Merged.')
})

test('what does not fit is seen by the compiler', () => {
  const { client } = createTestClient()
  const wrong = [
    // @ts-expect-error The version is missing.
    () => client.editTeam({ id: 'tem_00000000', body: {} }),
    // @ts-expect-error There is no such tab.
    () => client.listConversations({ query: { tab: 'mine' } }),
    // @ts-expect-error The body needs a name.
    () => client.createTeam({ body: {} }),
    // @ts-expect-error There is no such operation.
    () => client.sendFax(),
  ]
  expect(wrong).toHaveLength(4)
})

test('a page carries at most 10 KB for it, and no schema', () => {
  const { outputFiles } = buildSync({
    entryPoints: ['shared/contract/client.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  })
  const [{ text = '' } = {}] = outputFiles
  expect(text.length).toBeLessThan(10_000)
  expect(text).not.toMatch(/zod|\$Zod|\bimport[ ({*"]/)
})
