import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'

const ourNumber = '+12065550100'

let stack: Awaited<ReturnType<typeof startStack>>
let admin: Person
let teamId: `tem_${string}` = 'tem_'
beforeAll(async () => {
  stack = await startStack()
  admin = await signIn(stack.endpoints, 'admin@example.com')
  teamId = (await admin.api.createTeam({ body: { name: 'Mobile support', members: [] } })).id
})
afterAll(() => stack.stop())

const conversationWith = (phone: string) =>
  until(`the conversation with ${phone}`, async () => {
    const { data } = await admin.api.listConversations({ query: { phone } })
    return data[0]
  })

/** A customer whose contact has a plan, and who texts for the first time. */
const textOf = async (phone: string, plan: string, body: string) => {
  await admin.api.createContact({ body: { phones: [{ phone, type: 'mobile' }], attributes: { plan } } })
  await handset(stack.endpoints, phone).text(ourNumber, body)
  return conversationWith(phone)
}

test('first texts go to the mobile team by the plan of the customer, are tagged, and stand in a view', async () => {
  const template = await admin.api.createTemplate({
    body: { name: 'On it', use: 'workflow', body: 'We are on it.' },
  })
  const workflow = await admin.api.createWorkflow({
    body: {
      name: 'Route texts',
      on: true,
      trigger: { type: 'customer_first_message' },
      branches: [
        {
          when: [
            { fact: 'channel', op: 'is', value: 'sms' },
            { fact: 'contact.attributes.plan', op: 'is', value: 'mobile' },
          ],
          then: [
            { action: 'assign_team', team_id: teamId },
            { action: 'tag', tag: 'mobile' },
            { action: 'reply', template_id: template.id },
          ],
        },
      ],
      otherwise: [{ action: 'tag', tag: 'other' }],
    },
  })
  const view = await admin.api.createView({
    body: { name: 'Mobile', shared: true, filter: { tag: 'mobile' } },
  })

  const mobile = await textOf('+12065550171', 'mobile', 'My phone is broken')
  const other = await textOf('+12065550172', 'landline', 'My phone is broken')
  const routed = await until('the team and the tag', async () => {
    const found = await admin.api.getConversation({ id: mobile.id })
    return found.team_id === teamId && found.tags.includes('mobile') && found
  })
  expect(routed).toMatchObject({ waiting_since: expect.any(String), last_message: { direction: 'inbound' } })
  expect(routed.first_reply_at).toBeUndefined()
  await until('the other tag', async () =>
    (await admin.api.getConversation({ id: other.id })).tags.includes('other'),
  )

  const run = await until('the run', async () => {
    const { data } = await admin.api.listWorkflowRuns({ query: { conversation_id: mobile.id } })
    return data[0]?.done_at !== undefined && data[0]
  })
  expect(run.considered).toMatchObject([
    {
      ...{ workflow_id: workflow.id, workflow_name: 'Route texts', outcome: 'branch', branch: 0, failed: [] },
      actions: [
        { action: 'assign_team', outcome: 'done' },
        { action: 'tag', outcome: 'done' },
        { action: 'reply', outcome: 'done' },
      ],
    },
  ])
  const [explained] = (await admin.api.listWorkflowRuns({ query: { conversation_id: other.id } })).data
  expect(explained?.considered[0]).toMatchObject({
    outcome: 'otherwise',
    failed: [{ branch: 0, index: 1, found: 'landline' }],
  })

  await until('the reply on the phone', async () =>
    (await handset(stack.endpoints, '+12065550171').messages()).some(({ body }) => body === 'We are on it.'),
  )
  const shown = await admin.api.listConversations({ query: view.filter })
  expect(shown.data.map(({ id }) => id)).toEqual([mobile.id])
  await admin.patch(`/v1/workflows/${workflow.id}`, { on: false }, { 'if-match': '*' })
})

test('a customer whom nobody answers is found when the time is over', async () => {
  await admin.api.createWorkflow({
    body: {
      name: 'Nobody answers',
      on: true,
      trigger: { type: 'no_answer', minutes: 15, clock: 'all' },
      branches: [{ when: [], then: [{ action: 'tag', tag: 'late' }] }],
    },
  })
  // A function knows the workflows of a workspace for some seconds.
  await simulator(stack.endpoints).travel({ advance: 'PT10S' })
  await handset(stack.endpoints, '+12065550173').text(ourNumber, 'Anybody?')
  const { id } = await conversationWith('+12065550173')
  await until('the tag', async () => {
    await simulator(stack.endpoints).travel({ advance: 'PT2M' })
    return (await admin.api.getConversation({ id })).tags.includes('late')
  })
})
