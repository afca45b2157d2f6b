import { expect, test } from 'vitest'
import type { NumberId } from '#domain/ids.ts'
import { callApi } from '../../support/call.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { validBody } from '../../support/valid-bodies.ts'

const keys = { site_key: '0x4AAAAAAAsite', secret: '0x4AAAAAAAsecret' }

const createGuarded = async (key?: string) => {
  const app = createFakeApp()
  const body = validBody('createWidget', { contact: '', conversation: '', agent: '' }) as object
  const [number] = app.all('number')
  if (!number) throw new Error('The fake app has a number')
  const id: NumberId = 'num_00000000'
  await app.commit({ ...number, id, address: '+12065550111', version: 0 })
  const whole = { ...body, number_id: id, turnstile: keys }
  return { app, made: await callApi(app, 'createWidget', { body: whole, ...(key && { key }) }) }
}

test.each([undefined, 'some-key-of-the-client'])(
  'the secret of Turnstile is taken and never given back, with the Idempotency-Key %s',
  async (key) => {
    const { app, made } = await createGuarded(key)
    const { id, turnstile } = made.body
    expect(turnstile).toEqual({ site_key: keys.site_key })
    const secret = 'another-secret'
    const answers = [
      made,
      await callApi(app, 'getWidget', { id }),
      await callApi(app, 'listWidgets'),
      await callApi(app, 'editWidget', { id, ifMatch: '"1"', body: { turnstile: { ...keys, secret } } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200])
    expect(JSON.stringify([answers, [...app.stored.values()], app.logged])).not.toMatch(/AAsecret|another-/)
    expect([...app.secrets.values()]).toEqual([{ secret }])
    const removed = await callApi(app, 'editWidget', { id, ifMatch: '"2"', body: { turnstile: null } })
    expect(removed.body).not.toHaveProperty('turnstile')
    expect(app.secrets.size).toBe(0)
  },
)

test.each([
  { ...keys, secret: '' },
  { ...keys, site_key: 'not a key' },
  { secret: keys.secret },
  { ...keys, more: true },
])('keys that are %j are refused', async (turnstile) => {
  const { app, made } = await createGuarded()
  const edit = callApi(app, 'editWidget', { id: made.body.id, ifMatch: '"1"', body: { turnstile } })
  await expect(edit).rejects.toMatchObject({ code: 'validation_failed' })
})
