import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include'
import { beforeAll, describe, expect, test } from 'vitest'
import { crmLinkOf } from '#contract/crm-link.ts'
import { events } from '#contract/events/events.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { hour, minute } from '#domain/time.ts'
import { followAll } from '../support/casework.ts'
import { admin, createOffice, customer, otherNumber, program, receive } from '../support/conversing.ts'
import { type FakeApp, ourNumber } from '../support/fake-app.ts'
import { type Answer, createGateway, machineClaims, type Request } from '../support/gateway.ts'

const docs = join(import.meta.dirname, '../../docs')

type Told = { method: string; path: string; headers: Record<string, string>; body?: unknown }

/** The requests in the guide, in their order: a line with method and path, headers, and a body behind an empty line. */
const requests = [...readFileSync(join(docs, 'crm.md'), 'utf8').matchAll(/```http\n(.*?)```/gs)].map(
  ([, block = '']): Told => {
    const [head = '', ...body] = block.split('\n\n')
    const [line = '', ...headers] = head.trim().split('\n')
    const [method = '', path = ''] = line.split(' ')
    const pairs = headers.map((header) => header.toLowerCase().split(': '))
    const text = body.join('\n\n').trim()
    return { method, path, headers: Object.fromEntries(pairs), ...(text && { body: JSON.parse(text) }) }
  },
)

let app: FakeApp
/** To a text while the customer has said STOP and the CRM says callable. */
let refused: Answer
const answers: Answer[] = []
/** What a program is answered that may do everything. */
const ask = (request: Omit<Request, 'claims'>) =>
  createGateway(app)({ ...request, claims: machineClaims(program.workspace, 'read', 'send', 'manage') })
const answerTo = (method: string, part: string) =>
  answers.filter((_, i) => requests[i]?.method === method && requests[i]?.path.includes(part))

beforeAll(async () => {
  app = await createOffice()
  for (const { method, path, headers, body } of requests) {
    const url = new URL(
      path.replace(/\{(case|contact)_id\}/, (_, kind) => idOf(kind)),
      'https://api.example',
    )
    const query = Object.fromEntries(url.searchParams)
    answers.push(await ask({ method, path: url.pathname, headers, body, query }))
    // The customer says STOP before the CRM takes its own word back.
    if (answers.length === 3) await receive(app, { body: 'STOP' })
    if (answers.length === 4)
      refused = await ask({ method: 'POST', path: '/v1/messages', body: { to: customer, body: 'Hello Ada' } })
    if (answers.length === 5) await receive(app, { body: 'START' })
  }
})

/** The id that a first answer gave. */
const idOf = (kind: 'case' | 'contact'): string =>
  answers.find(({ body }) => String(body?.id).startsWith(`${kind.slice(0, 3)}_`))?.body.id

describe('the requests of the guide to CRMs', () => {
  test('are taken, each of them', () => {
    expect(answers.map(({ status }) => status)).toEqual([
      ...[200, 201, 200, 200, 200, 201, 202, 200],
      ...[200, 200, 200, 202],
    ])
  })

  test('after a STOP the CRM takes back its own word only: a text is blocked, and the ledger says who said what', () => {
    const [, , callable] = answerTo('PUT', '/contacts/by_external')
    expect(callable?.body).toMatchObject({ do_not_contact: false })
    expect(refused.body).toMatchObject({ status: 409, code: 'recipient_opted_out' })
    const [ledger] = answerTo('GET', '/consents')
    expect(ledger?.body.states).toMatchObject([{ state: 'opted_out', source: 'customer' }])
    const said = ledger?.body.data.map((one: { action: string; system?: string }) => [one.action, one.system])
    expect(said).toEqual(
      expect.arrayContaining([
        ['do_not_contact', 'crm'],
        ['do_not_contact_lifted', 'crm'],
        ['opt_out', undefined],
      ]),
    )
  })

  test('what a colleague has said stays when the CRM says callable', async () => {
    const [found] = answerTo('GET', '/contacts?')
    const { id } = found?.body.data[0] ?? {}
    await editContact(app, admin, id, { doNotContact: true })
    const path = '/v1/contacts/by_external/crm/0031'
    const answer = await ask({ method: 'PUT', path, body: { do_not_contact: false } })
    expect(answer.body).toMatchObject({ do_not_contact: true, do_not_contact_by: [{ source: 'hand' }] })
    await editContact(app, admin, id, { doNotContact: false })
  })

  test('an opportunity is found where it is in the CRM, and the answer to its text is filed to it', async () => {
    const [opened] = answerTo('PUT', '/cases/by_external')
    expect(opened?.body).toMatchObject({
      external: { system: 'crm', id: 'D-77', url: 'https://crm.example.com/deals/D-77' },
    })
    for (const to of [ourNumber, otherNumber]) {
      const reply = await receive(app, { from: customer, to, body: 'Looks good' })
      expect(reply.case).toMatchObject({ id: opened?.body.id, sure: true })
    }
  })

  test('with two opportunities the answer is in the timeline of the one that was texted last, whichever number it came to', async () => {
    const renewal = idOf('case')
    const body = { to: customer, type: 'opportunity', subject: 'More seats' }
    const opened = await ask({ method: 'PUT', path: '/v1/cases/by_external/crm/D-78', body })
    const textOf = (id: string, body: string) =>
      ask({ method: 'POST', path: `/v1/cases/${id}/texts`, body: { body } })
    await textOf(opened.body.id, 'Ten seats more are 100 dollars.')
    app.advance(2 * hour)
    await textOf(renewal, 'Shall we renew?')
    app.advance(10 * minute)
    const replies = ['Yes, renew it', 'From my other thread: yes']
    for (const [i, to] of [ourNumber, otherNumber].entries())
      expect((await receive(app, { to, body: replies[i] })).case).toMatchObject({ id: renewal, sure: true })
    await followAll(app)
    const bodies = async (id: string) =>
      (await ask({ method: 'GET', path: `/v1/cases/${id}/timeline` })).body.data.flatMap(
        (entry: { message?: { body: string } }) => entry.message?.body ?? [],
      )
    expect(await bodies(renewal)).toEqual(expect.arrayContaining(replies))
    expect(await bodies(opened.body.id)).toEqual(['Ten seats more are 100 dollars.'])
  })

  test('the links of the settings lead to the customer and the opportunity', () => {
    const [settings] = answerTo('PATCH', '/settings')
    const { crm_link, systems } = settings?.body ?? {}
    const [found] = answerTo('GET', '/contacts?')
    const { external_ids } = found?.body.data[0] ?? {}
    expect(crmLinkOf(crm_link, { phone: customer, externalIds: external_ids })).toBe(
      'https://crm.example.com/contacts/0031',
    )
    expect(systems).toMatchObject([{ contact_url: 'https://crm.example.com/contacts/{id}' }])
  })
})

describe.each(['hubspot', 'salesforce'])('the sample for %s', (name) => {
  const stack = new Stack(new App(), 'Sample')
  new CfnInclude(stack, 'Crm', { templateFile: join(docs, `examples/${name}.template.yaml`) })
  const template = Template.fromStack(stack)
  const [rule] = Object.values(template.findResources('AWS::Events::Rule'))

  test('listens to events that there are, and reads what they have', () => {
    const { 'detail-type': types, source } = rule?.Properties.EventPattern ?? {}
    expect(source).toEqual(['parley'])
    const [{ InputTransformer, HttpParameters }] = rule?.Properties.Targets ?? []
    const read = [
      ...Object.values(InputTransformer.InputPathsMap),
      ...(HttpParameters?.PathParameterValues ?? []),
    ]
    for (const type of types as (keyof typeof events)[]) {
      const event = events[type]()._zod.def.shape
      const { data } = event
      for (const path of read as string[]) {
        const [, , step = '', field] = path.split('.')
        const shape = field ? data._zod.def.shape : event
        expect([path, Object.keys(shape)]).toEqual([path, expect.arrayContaining([field ?? step])])
      }
    }
  })

  test('may call the CRM and nothing else, and puts aside what it refuses', () => {
    const [role, ...others] = Object.values(template.findResources('AWS::IAM::Role'))
    const [policy] = role?.Properties.Policies ?? []
    expect(policy?.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'events:InvokeApiDestination',
        Resource: { 'Fn::GetAtt': 'Destination.Arn' },
      },
    ])
    expect([role?.Properties.Policies.length, others]).toEqual([1, []])
    expect(rule?.Properties.Targets[0].DeadLetterConfig).toEqual({ Arn: { 'Fn::GetAtt': 'DeadLetters.Arn' } })
  })

  test('has its credentials from Secrets Manager', () => {
    const connection = JSON.stringify(template.findResources('AWS::Events::Connection'))
    expect(connection).toContain('{{resolve:secretsmanager:')
  })
})
