import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include'
import { beforeAll, describe, expect, test } from 'vitest'
import { events } from '#contract/events/events.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { admin, createOffice, customer, otherNumber, program, receive } from '../support/conversing.ts'
import { type FakeApp, ourNumber } from '../support/fake-app.ts'
import { type Answer, createGateway, machineClaims } from '../support/gateway.ts'

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
const answers: Answer[] = []
const answerTo = (method: string, part: string) =>
  answers.filter((_, i) => requests[i]?.method === method && requests[i]?.path.includes(part))

beforeAll(async () => {
  app = await createOffice()
  const call = createGateway(app)
  const claims = machineClaims(program.workspace, 'read', 'send', 'manage')
  for (const { method, path, headers, body } of requests) {
    const [found] = answers.flatMap(({ body }) => (String(body?.id).startsWith('cas_') ? [body.id] : []))
    const url = new URL(path.replace('{case_id}', found), 'https://api.example')
    const query = Object.fromEntries(url.searchParams)
    const answer = await call({ method, path: url.pathname, claims, headers, body, query })
    answers.push(answer)
    // The customer says STOP before the CRM takes its own word back.
    if (answers.length === 3) await receive(app, { body: 'STOP' })
    if (answers.length === 5) await receive(app, { body: 'START' })
  }
})

describe('the requests of the guide to CRMs', () => {
  test('are taken, each of them', () => {
    expect(requests.length).toBe(10)
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 200, 200, 200, 201, 202, 200, 200, 200])
  })

  test('after a STOP the CRM takes back its own word only, and the ledger says who said what', () => {
    const [, , callable] = answerTo('PUT', '/contacts/by_external')
    expect(callable?.body).toMatchObject({ do_not_contact: false })
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
    const call = createGateway(app)
    const claims = machineClaims(program.workspace, 'manage')
    const path = '/v1/contacts/by_external/crm/0031'
    const answer = await call({ method: 'PUT', path, claims, body: { do_not_contact: false } })
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
