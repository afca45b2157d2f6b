import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parseEmailEvent } from '#adapters/aws/email-event.ts'
import { createMail } from '#adapters/aws/mail.ts'
import type { Email } from '#domain/emails/email.ts'

const email: Email = {
  ...{ kind: 'email', workspace: 'wks_acme', id: 'eml_1', to: 'ada@example.com', status: 'sending' },
  ...{ subject: 'Grüße', body: 'Fertig 🖨', createdAt: 0, version: 2 },
}
const mail = createMail({ region: 'us-east-1', configurationSet: 'parley-test' })

let server: Server
let asked: unknown[] = []
let answer: { status: number; body: object } | 'hang up'

beforeEach(async () => {
  asked = []
  server = createServer(async (request, response) => {
    const { url, headers } = request
    asked.push({ url, signed: headers.authorization?.includes('/us-east-1/ses/'), body: await json(request) })
    if (answer === 'hang up') return response.destroy()
    response.writeHead(answer.status).end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_ENDPOINT_URL_SESV2', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})

afterEach(async () => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  // One test has closed it already.
  await new Promise((resolve) => server.close(resolve))
})

test('an e-mail is a signed request with what finds it again', async () => {
  answer = { status: 200, body: { MessageId: 'ses-1' } }
  const sender = { fromAddress: 'desk@acme.example', fromName: 'Acme', replyTo: 'help@acme.example' }
  expect(await mail(email, sender)).toEqual({ outcome: 'taken', serviceId: 'ses-1' })
  expect(asked).toEqual([
    {
      url: '/v2/email/outbound-emails',
      signed: true,
      body: {
        FromEmailAddress: '"Acme" <desk@acme.example>',
        ReplyToAddresses: ['help@acme.example'],
        Destination: { ToAddresses: ['ada@example.com'] },
        Content: {
          Simple: {
            Subject: { Data: 'Grüße', Charset: 'UTF-8' },
            Body: { Text: { Data: 'Fertig 🖨', Charset: 'UTF-8' } },
          },
        },
        EmailTags: [
          { Name: 'workspace', Value: 'wks_acme' },
          { Name: 'email', Value: 'eml_1' },
        ],
        ConfigurationSetName: 'parley-test',
      },
    },
  ])
})

test.each([
  [{ status: 400, body: { message: 'Email address is not verified.' } }, 'refused', 'status 400'],
  [{ status: 400, body: { __type: 'LimitExceededException' } }, 'later', 'status 400'],
  [{ status: 429, body: { message: 'Maximum sending rate exceeded.' } }, 'later', 'status 429'],
  [{ status: 403, body: { message: 'not authorized' } }, 'later', 'status 403'],
  [{ status: 500, body: {} }, 'unknown', 'status 500'],
  ['hang up', 'unknown', 'UND_ERR_SOCKET'],
] as const)('%j is %s', async (given, outcome, code) => {
  answer = given
  expect(await mail(email, { fromAddress: 'desk@acme.example' })).toEqual({ outcome, code })
})

test('a service that was never reached is asked later', async () => {
  await new Promise((resolve) => server.close(resolve))
  expect(await mail(email, { fromAddress: 'desk@acme.example' })).toEqual({
    outcome: 'later',
    code: 'ECONNREFUSED',
  })
})

const queuedAt = Date.parse('2026-11-27T17:00:00Z')
const tags = { workspace: ['wks_acme'], email: ['eml_1'], 'ses:source-ip': ['203.0.113.1'] }
const parse = (event: object) => parseEmailEvent(JSON.stringify({ Message: JSON.stringify(event) }), queuedAt)
const ours = { workspace: 'wks_acme', emailId: 'eml_1' }

test.each([
  [{ eventType: 'Delivery' }, { what: 'delivered', at: queuedAt }],
  [
    { eventType: 'Bounce', bounce: { bounceType: 'Permanent', timestamp: '2026-11-27T16:00:00.000Z' } },
    { what: 'bounced', lasting: true, at: Date.parse('2026-11-27T16:00:00Z') },
  ],
  [
    { eventType: 'Bounce', bounce: { bounceType: 'Transient' } },
    { what: 'bounced', lasting: false, at: queuedAt },
  ],
  [
    { eventType: 'Bounce', bounce: null },
    { what: 'bounced', lasting: false, at: queuedAt },
  ],
  [{ eventType: 'Complaint' }, { what: 'complained', at: queuedAt }],
  [{ eventType: 'Reject' }, { what: 'rejected', at: queuedAt }],
])('%j is read', (event, facts) => {
  expect(parse({ ...event, mail: { tags } })).toEqual({ ...ours, ...facts })
})

test('events of other e-mails, and of kinds that nobody knows, are ignored; what is none is an error', () => {
  expect(parse({ eventType: 'Bounce', mail: { tags: { email: ['newsletter'] } } })).toEqual({
    ignored: 'not_ours',
  })
  expect(parse({ eventType: 'Open', mail: { tags } })).toEqual({ ignored: 'Open' })
  expect(() => parse({})).toThrow()
})
