import { expect, test } from 'vitest'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { listRuns } from '#domain/workflows/list-runs.ts'
import { createAutomatedOffice } from '../../support/automating.ts'
import { admin, ana, conversationOf, refusal } from '../../support/conversing.ts'
import { doing, tag } from '../../support/workflow-samples.ts'

const setUp = async () => {
  const desk = await createAutomatedOffice([
    { id: 'wfl_1', name: 'Tag', cooldown: 0, ...doing(tag('seen')) },
    { id: 'wfl_2', branches: [], cooldown: 0 },
  ])
  const first = await desk.hear('one')
  await desk.hear('two')
  return { ...desk, conversationId: conversationOf(desk.app, first).id }
}

test('the runs of a conversation are told with every workflow that was considered, the newest first', async () => {
  const { app, conversationId } = await setUp()
  const { records, names } = await listRuns(app, ana, { conversationId }, { limit: 10 })
  expect(
    records.map(({ considered }) => considered.map(({ workflowId, outcome }) => [workflowId, outcome])),
  ).toEqual(
    Array(2).fill([
      ['wfl_1', 'branch'],
      ['wfl_2', 'nothing'],
    ]),
  )
  expect(records[0]?.at).toBeGreaterThan(records[1]?.at ?? 0)
  expect(names.get('wfl_1')).toBe('Tag')
})

test('the runs of a workflow are those in which it acted, page by page, for admins', async () => {
  const { app } = await setUp()
  const first = await listRuns(app, admin, { workflowId: 'wfl_1' }, { limit: 1 })
  const rest = await listRuns(
    app,
    admin,
    { workflowId: 'wfl_1' },
    { limit: 5, cursor: first.nextCursor ?? '' },
  )
  expect([first, rest].map(({ records }) => records.length)).toEqual([1, 1])
  expect(rest.nextCursor).toBeUndefined()
  expect((await listRuns(app, admin, { workflowId: 'wfl_2' }, { limit: 5 })).records).toEqual([])
  await expect(listRuns(app, ana, { workflowId: 'wfl_1' }, { limit: 5 })).rejects.toEqual(
    refusal('forbidden'),
  )
})

test('whoever may not read a conversation reads no runs of it', async () => {
  const { app, conversationId } = await setUp()
  await closeConversation(app, admin, conversationId)
  await expect(listRuns(app, ana, { conversationId }, { limit: 5 })).rejects.toEqual(refusal('forbidden'))
  await expect(listRuns(app, ana, { contactId: 'con_gone' }, { limit: 5 })).rejects.toEqual(
    refusal('not_found'),
  )
})
