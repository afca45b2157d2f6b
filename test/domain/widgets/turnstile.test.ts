import { beforeEach, expect, test } from 'vitest'
import { ConflictError } from '#domain/error.ts'
import { createWidget, deleteWidget, editWidget } from '#domain/widgets/edit-widget.ts'
import type { Widget } from '#domain/widgets/widget.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { admin, ana } from '../../support/people.ts'
import { withForm } from '../../support/widgets.ts'

const siteKey = '0x4AAAAAAAsite'
const secret = '0x4AAAAAAAsecret'
let app: FakeApp
let widget: Widget

beforeEach(async () => {
  app = createFakeApp()
  widget = (await createWidget(app, admin, { ...withForm(), turnstile: { siteKey, secret } })).widget
})

/** All secrets of Turnstile that are kept, by their names. */
const kept = () => [...app.secrets].filter(([name]) => name.startsWith('wdg_'))
const edit = (turnstile: { siteKey: string; secret?: string } | null) =>
  editWidget(app, admin, widget.id, { turnstile })
const stored = () => app.widgets.get(widget.workspace, widget.id)

test('the secret is kept outside the table, and the public copy has the site key alone', async () => {
  expect(kept()).toEqual([[widget.turnstile?.secretName, { secret }]])
  expect(JSON.stringify([...app.stored.values()])).not.toContain(secret)
  const copy = await app.widgets.published(widget.id)
  expect(copy?.turnstileSiteKey).toBe(siteKey)
  expect(JSON.stringify(copy)).not.toContain(widget.turnstile?.secretName)
})

test('an edit of something else leaves it, and so does the same site key without a secret', async () => {
  await editWidget(app, admin, widget.id, { name: 'Shop' })
  await edit({ siteKey })
  expect((await stored())?.turnstile).toEqual(widget.turnstile)
  expect(kept()).toEqual([[widget.turnstile?.secretName, { secret }]])
})

test('another secret gets another name, and the one before is removed', async () => {
  await edit({ siteKey, secret: 'another secret' })
  const now = (await stored())?.turnstile
  expect(now?.secretName).not.toBe(widget.turnstile?.secretName)
  expect(kept()).toEqual([[now?.secretName, { secret: 'another secret' }]])
})

test.each([
  ['taken away', () => edit(null)],
  ['deleted with its widget', () => deleteWidget(app, admin, widget.id)],
])('nothing is left of a secret that is %s', async (_, end) => {
  await end()
  expect(kept()).toEqual([])
  expect((await stored())?.turnstile).toBeUndefined()
  expect((await app.widgets.published(widget.id))?.turnstileSiteKey).toBeUndefined()
})

test('a site key comes with its own secret', async () => {
  const refusal = expect.objectContaining({
    code: 'validation_failed',
    extra: { errors: [expect.objectContaining({ path: 'turnstile.secret' })] },
  })
  await expect(edit({ siteKey: '0x4AAAAAAAother' })).rejects.toEqual(refusal)
  await edit(null)
  await expect(edit({ siteKey })).rejects.toEqual(refusal)
})

test('who may not edit the widget keeps no secret', async () => {
  const turnstile = { siteKey, secret: 'another secret' }
  await expect(editWidget(app, ana, widget.id, { turnstile })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(editWidget(app, admin, widget.id, { turnstile }, [99])).rejects.toMatchObject({
    code: 'precondition_failed',
  })
  await expect(editWidget(app, admin, widget.id, { turnstile, language: 'fr' })).rejects.toMatchObject({
    code: 'validation_failed',
  })
  expect(kept()).toEqual([[widget.turnstile?.secretName, { secret }]])
})

test('a race that is lost leaves one secret, that of the widget', async () => {
  const commit = app.commit
  let tries = 0
  app.commit = (...changes) =>
    ++tries === 1 ? Promise.reject(new ConflictError(['widget'])) : commit(...changes)
  await edit({ siteKey, secret: 'another secret' })
  expect(kept()).toEqual([[(await stored())?.turnstile?.secretName, { secret: 'another secret' }]])
})

test('where it is not known whether a write arrived, both secrets stay', async () => {
  app.commit = () => Promise.reject(new Error('no answer'))
  await expect(edit({ siteKey, secret: 'another secret' })).rejects.toThrow('no answer')
  expect(kept()).toHaveLength(2)
})
