import { expect, test } from 'vitest'
import { createWorkflow } from '#domain/workflows/save-workflow.ts'
import { times } from '#wiring/times.ts'
import { admin, conversationOf, createOffice, receive } from '../../support/conversing.ts'
import { workspace } from '../../support/fake-app.ts'
import { agentClaims, createGateway } from '../../support/gateway.ts'
import { doing, refunds, tag } from '../../support/workflow-samples.ts'

test('a macro whose request comes again under its key, after it died on the way, does nothing twice', async () => {
  const app = await createOffice()
  const { id: conversation_id } = conversationOf(app, await receive(app))
  const note = (body: string) => ({ action: 'note', body }) as const
  const macro = refunds({
    trigger: { type: 'manual' },
    ...doing(note('First'), tag('refund'), note('Second')),
  })
  const { workflow } = await createWorkflow(app, admin, { ...macro, on: true })
  const commit = app.commit
  // The lock of the request, what was decided, and the first note.
  let left = 3
  app.commit = async (...changes) => {
    if (left-- === 0) throw new Error('The process died.')
    await commit(...changes)
  }
  const request = createGateway(app)
  const run = (key: string) =>
    request({
      method: 'POST',
      path: `/v1/workflows/${workflow.id}/run`,
      claims: agentClaims(workspace),
      headers: { 'idempotency-key': key },
      body: { conversation_id },
    })
  expect((await run('one')).status).toBe(500)
  const bodies = () => app.all('note').map(({ body }) => body)
  expect(bodies()).toEqual(['First'])
  app.advance(times.requestLock)
  const { body } = await run('one')
  expect(body.actions.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['done', 'done', 'done'])
  expect(await run('one')).toMatchObject({ body, headers: { 'idempotent-replayed': 'true' } })
  expect(bodies()).toEqual(['First', 'Second'])
  await run('two')
  expect(bodies()).toHaveLength(4)
})
