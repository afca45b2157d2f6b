import { expect, test } from 'vitest'
import { createWidget, deleteWidget, editWidget } from '#domain/widgets/edit-widget.ts'
import { listWidgets, readWidget } from '#domain/widgets/load-widget.ts'
import { mostWidgets } from '#domain/widgets/widget.ts'
import { createFakeApp, ourNumber } from '../../support/fake-app.ts'
import { admin, ana, outsider } from '../../support/people.ts'
import { said, website, withForm } from '../../support/widgets.ts'

const refusal = (code: string, path?: string) =>
  expect.objectContaining({
    code,
    ...(path && { extra: { errors: expect.arrayContaining([expect.objectContaining({ path })]) } }),
  })

test('a widget is published with the address of its number, and each edit of it at once', async () => {
  const app = createFakeApp()
  const { widget } = await createWidget(app, admin, website())
  expect(await app.widgets.published(widget.id)).toMatchObject({
    address: ourNumber,
    colour: '#1d4ed8',
    form: 'off',
  })
  await editWidget(app, admin, widget.id, { colour: '#0f766e' }, [1])
  const copy = await app.widgets.published(widget.id)
  expect(copy).toMatchObject({ colour: '#0f766e', version: 2 })
  expect(Object.keys(copy ?? {})).not.toContain('caps')
})

test('nothing is left of a deleted widget but the wordings that visitors agreed to', async () => {
  const app = createFakeApp()
  const { widget } = await createWidget(app, admin, withForm())
  await deleteWidget(app, admin, widget.id, [1])
  expect(await app.widgets.published(widget.id)).toBeUndefined()
  expect((await listWidgets(app, admin)).records).toEqual([])
  expect(await app.widgets.wording(widget.workspace, widget.id, 1)).toMatchObject({
    texts: { en: said.consent },
  })
})

test('another wording gets the next number and the ones before stay; another colour is no other wording', async () => {
  const app = createFakeApp()
  const { widget } = await createWidget(app, admin, withForm())
  expect(widget.consentVersion).toBe(1)
  const painted = await editWidget(app, admin, widget.id, { colour: '#000000' })
  expect(painted.widget.consentVersion).toBe(1)
  const words = { en: { ...said, consent: 'Acme may text me.' } }
  const reworded = await editWidget(app, admin, widget.id, { words })
  expect(reworded.widget.consentVersion).toBe(2)
  const moved = await editWidget(app, admin, widget.id, { termsUrl: 'https://www.example.com/t' })
  expect(moved.widget.consentVersion).toBe(3)
  const kept = await Promise.all(
    [1, 2, 3].map((number) => app.widgets.wording(widget.workspace, widget.id, number)),
  )
  expect(kept.map((wording) => [wording?.texts.en, wording?.termsUrl])).toEqual([
    [said.consent, 'https://www.example.com/terms'],
    ['Acme may text me.', 'https://www.example.com/terms'],
    ['Acme may text me.', 'https://www.example.com/t'],
  ])
  expect((await app.widgets.published(widget.id))?.consentVersion).toBe(3)
})

test('a form needs its wording in every language, and both addresses', async () => {
  const app = createFakeApp()
  const { widget } = await createWidget(app, admin, website())
  const turnOn = (change: object) => editWidget(app, admin, widget.id, { form: 'on', ...change })
  await expect(turnOn({})).rejects.toEqual(refusal('validation_failed', 'words.en.consent'))
  await expect(turnOn({ words: { en: said } })).rejects.toEqual(refusal('validation_failed', 'privacy_url'))
  const { words, termsUrl, privacyUrl } = withForm()
  const spanish = { es: { button: 'Escríbanos', heading: 'Escríbanos', firstWords: 'Hola' } }
  await expect(turnOn({ words: { ...words, ...spanish }, termsUrl, privacyUrl })).rejects.toEqual(
    refusal('validation_failed', 'words.es.consent'),
  )
  expect((await turnOn({ words, termsUrl, privacyUrl })).widget.form).toBe('on')
})

test('pages in a language that has no words show those of one that has', async () => {
  const app = createFakeApp()
  await expect(createWidget(app, admin, website({ language: 'fr' }))).rejects.toEqual(
    refusal('validation_failed', 'language'),
  )
})

test('only an active number that takes texts can be texted', async () => {
  const app = createFakeApp()
  const [number] = app.all('number')
  if (!number) throw new Error('The fake app has a number')
  await app.commit({ ...number, state: 'off' })
  await expect(createWidget(app, admin, website())).rejects.toEqual(refusal('validation_failed', 'number_id'))
  await app.commit({ ...number, version: number.version + 1, capabilities: ['voice'] })
  await expect(createWidget(app, admin, website())).rejects.toEqual(refusal('validation_failed', 'number_id'))
})

test('admins alone have widgets, those of their own workspace, and fifty at most', async () => {
  const app = createFakeApp()
  const { widget } = await createWidget(app, admin, website())
  await expect(createWidget(app, ana, website())).rejects.toEqual(refusal('forbidden'))
  await expect(readWidget(app, outsider, widget.id)).rejects.toEqual(refusal('not_found'))
  for (let made = 1; made < mostWidgets; made++) await createWidget(app, admin, website())
  await expect(createWidget(app, admin, website())).rejects.toEqual(refusal('too_many_widgets'))
})

test('an edit from an old version is refused', async () => {
  const app = createFakeApp()
  const { widget } = await createWidget(app, admin, website())
  await editWidget(app, admin, widget.id, { name: 'Shop' }, [1])
  await expect(editWidget(app, admin, widget.id, { name: 'Home' }, [1])).rejects.toEqual(
    refusal('precondition_failed'),
  )
})
