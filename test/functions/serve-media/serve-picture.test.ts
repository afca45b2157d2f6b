import { expect, test } from 'vitest'
import { pictureLink } from '#adapters/media/picture-link.ts'
import type { CarrierSecret } from '#domain/carriers/carrier.ts'
import { servePicture } from '../../../functions/serve-media/serve-picture.ts'
import { toEvent } from '../../support/gateway.ts'

const account = { workspace: 'wks_acme', id: 'cac_01m83xj8800a1b2c3d4e5f6g7h' } as const
const secret: CarrierSecret = {
  public_url: 'https://api.test/webhooks/twilio/acme-01m83xj8800a1b2c3d4e5f6g7h',
  path_key: 'a key of forty characters',
}
const key = `media/wks_acme/msg_${'0'.repeat(34)}/0/view`
const now = Date.parse('2026-11-28T12:00:00Z')
const bytes = new TextEncoder().encode('a picture')

const link = pictureLink(account, secret, key, now) ?? ''

const ask = async (url: string, { method = 'GET', at = now } = {}) => {
  const read: string[] = []
  const serve = servePicture({
    fitting: async ({ id }, use) => (id === account.id ? use(secret) : undefined),
    clock: { now: () => at },
    read: async (which) => {
      read.push(which)
      return which === key ? { bytes, contentType: 'image/jpeg' } : undefined
    },
  })
  const event = toEvent({ method, path: new URL(url).pathname, claims: {} })
  return { ...(await serve(event)), read }
}

test('a carrier gets the picture by GET, and what it is by HEAD', async () => {
  expect(link).toMatch(/^https:\/\/api\.test\/media\/[a-z0-9-]+$/)
  const headers = { 'content-type': 'image/jpeg', 'content-length': '9' }
  const got = await ask(link)
  expect(got).toMatchObject({ statusCode: 200, headers, isBase64Encoded: true, read: [key] })
  expect(Buffer.from(got.body ?? '', 'base64').toString()).toBe('a picture')
  const asked = await ask(link, { method: 'HEAD' })
  expect(asked).toMatchObject({ statusCode: 200, headers })
  expect(asked.body).toBeUndefined()
})

test('an address works for an hour', async () => {
  expect(await ask(link, { at: now + 3_599_000 })).toMatchObject({ statusCode: 200 })
  expect(await ask(link, { at: now + 3_600_000 })).toMatchObject({ statusCode: 404, read: [] })
})

test('an address with any character changed, cut or added reads nothing', async () => {
  const [origin = '', token = ''] = link.split(/(?<=\/media\/)/)
  const changed = [...token].map((character, i) => {
    const other = character === '1' ? '2' : '1'
    return origin + token.slice(0, i) + other + token.slice(i + 1)
  })
  for (const url of [...changed, `${link}0`, link.slice(0, -1), `${origin}x`, `${origin}..%2f`])
    expect(await ask(url)).toMatchObject({ statusCode: 404, read: [] })
})

test('there is no address for an account without a key, or for a picture of another workspace', () => {
  const { path_key: _, ...keyless } = secret
  expect(pictureLink(account, keyless, key, now)).toBeUndefined()
  expect(pictureLink({ ...account, workspace: 'wks_other' }, secret, key, now)).toBeUndefined()
  expect(pictureLink(account, secret, `uploads/wks_acme/med_1/view`, now)).toBeUndefined()
})
