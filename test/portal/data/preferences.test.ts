import { beforeEach, expect, test } from 'vitest'
import type { Api } from '../../../portal/src/data/api.ts'
import { holderOf, keyOf, usualOf } from '../../../portal/src/data/key-map.ts'
import { createPreferences } from '../../../portal/src/data/preferences.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { agentClaims } from '../../support/gateway.ts'
import { createTestClient } from '../../support/test-client.ts'

let app: FakeApp
let api: Api
beforeEach(async () => {
  app = createFakeApp()
  api = createTestClient(agentClaims(workspace, 'agent'), app).client
  await api.getMe()
})

/** A browser of the agent, with what it keeps. */
const browser = (kept = new Map<string, string>(), client: Api = api) => {
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage
  return createPreferences(storage, client)
}

test('what is chosen on one device holds on another one', async () => {
  const desk = browser()
  desk.set({ theme: 'dark', keys: { claim: 'y' }, sound: 'mine', popUps: 'all', language: 'es' })
  expect(desk.get().theme).toBe('dark')
  await desk.read()
  const phone = browser()
  expect(await phone.read()).toBe(true)
  expect(phone.get()).toEqual(desk.get())
  expect(await phone.read()).toBe(false)
})

test('two devices that choose different things lose neither', async () => {
  const [desk, phone] = [browser(), browser()]
  await Promise.all([desk.read(), phone.read()])
  desk.set({ theme: 'dark' })
  await desk.read()
  phone.set({ undoSeconds: 5 })
  await phone.read()
  await desk.read()
  expect(desk.get()).toMatchObject({ theme: 'dark', undoSeconds: 5 })
  expect(phone.get()).toEqual(desk.get())
})

test('what is chosen without a connection holds here, over a reload, and is kept later', async () => {
  const kept = new Map<string, string>()
  const lost = { ...api, editPreferences: () => Promise.reject(new TypeError('fetch failed')) }
  browser(kept, lost).set({ sendWith: 'ctrl' })
  const later = browser(kept)
  expect(later.get().sendWith).toBe('ctrl')
  await later.read()
  expect(await api.getPreferences()).toMatchObject({ send_key: 'ctrl_enter' })
})

test('a copy that cannot be read is none', () => {
  expect(browser(new Map([['parley.preferences', '{']])).get().letters).toBe(true)
})

test('a chosen key stands for the usual one, which then means nothing', () => {
  const own = { claim: 'y' }
  expect(usualOf('y', own)).toBe('c')
  expect(usualOf('c', own)).toBeUndefined()
  expect(usualOf('j', own)).toBe('j')
  expect(usualOf('g 3', own)).toBe('g 3')
  expect(keyOf('claim', own)).toBe('y')
  expect(holderOf('y', own, 'close')).toBe('claim')
  expect(holderOf('c', own, 'close')).toBeUndefined()
})
