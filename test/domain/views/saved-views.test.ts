import { expect, test } from 'vitest'
import { createView } from '#domain/views/create-view.ts'
import { deleteView } from '#domain/views/delete-view.ts'
import { editView } from '#domain/views/edit-view.ts'
import { listViews } from '#domain/views/list-views.ts'
import { readView } from '#domain/views/read-view.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { admin, ana, ben, outsider } from '../../support/people.ts'

const own = { name: 'Urgent', filter: { tag: 'urgent' }, shared: false }

const createWithViews = async () => {
  const app = createFakeApp()
  const mine = await createView(app, ana, own)
  app.advance(1)
  const shared = await createView(app, ana, { ...own, name: 'Everybody', shared: true })
  return { app, mine, shared }
}

test('one sees own views and shared ones', async () => {
  const { app, mine, shared } = await createWithViews()
  expect((await listViews(app, ana, { limit: 25 })).records).toEqual([mine, shared])
  expect((await listViews(app, ben, { limit: 25 })).records).toEqual([shared])
  expect((await listViews(app, outsider, { limit: 25 })).records).toEqual([])
})

test('views of both kinds come in one list, page by page', async () => {
  const { app, mine, shared } = await createWithViews()
  const first = await listViews(app, ana, { limit: 1 })
  expect(first.records).toEqual([mine])
  expect(await listViews(app, ana, { limit: 1, cursor: first.nextCursor })).toEqual({ records: [shared] })
})

test("another one's own view does not exist, not even for an admin", async () => {
  const { app, mine } = await createWithViews()
  for (const who of [ben, admin, outsider]) {
    await expect(readView(app, who, mine.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(deleteView(app, who, mine.id)).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('a shared view is changed by its owner and by admins', async () => {
  const { app, shared } = await createWithViews()
  await expect(editView(app, ben, shared.id, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
  await editView(app, ana, shared.id, { filter: { tab: 'team' } })
  expect(await editView(app, admin, shared.id, { name: 'All' })).toMatchObject({
    name: 'All',
    filter: { tab: 'team' },
  })
})

test('a view that was edited since is not deleted', async () => {
  const { app, mine } = await createWithViews()
  await editView(app, ana, mine.id, { name: 'Later' }, [1])
  await expect(deleteView(app, ana, mine.id, [1])).rejects.toMatchObject({ code: 'precondition_failed' })
  await deleteView(app, ana, mine.id, [2])
  expect(app.all('saved_view')).toHaveLength(1)
})

test('a filter that contradicts itself is not kept', async () => {
  const { app, mine } = await createWithViews()
  const filter = { tab: 'active', state: 'closed' } as const
  const refused = { code: 'validation_failed' }
  await expect(createView(app, ana, { ...own, filter })).rejects.toMatchObject(refused)
  await expect(editView(app, ana, mine.id, { filter })).rejects.toMatchObject(refused)
})
