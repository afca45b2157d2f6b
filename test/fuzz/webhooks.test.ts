import { expect, test } from 'vitest'
import { createFakeApp } from '../support/fake-app.ts'
import { addCarriers, fuzzWebhooks } from './webhooks.ts'
import { createWorld, ourWorkspace } from './world.ts'

/** As with requests. */
const seed = Number(process.env.FUZZ_SEED ?? 1)
const steps = Number(process.env.FUZZ_STEPS ?? 1_500)

test(`${steps} webhooks of seed ${seed}: strangers leave nothing, and what carriers bring has an end`, async () => {
  const app = createFakeApp()
  const world = await createWorld({ app, advance: app.advance }, seed)
  await addCarriers(world)
  const { findings, refused, taken } = await fuzzWebhooks(world, steps)
  const shown = findings.map(
    ({ step, what, at }) => `step ${step}: ${what}\n${JSON.stringify(at).slice(0, 3_000)}`,
  )
  expect(shown.join('\n\n')).toBe('')
  expect(refused + taken.inbound + taken.receipts).toBe(steps)
  // Of what carriers bring some has to be of use: refused or unreadable everywhere, it would find nothing.
  const ours = app.all('unreadable').filter(({ workspace }) => workspace === ourWorkspace)
  const told = new Set(ours.map(({ reason }) => reason))
  expect([...told].toSorted()).toEqual(['unreadable', 'unrouted'])
  expect(app.all('message').filter(({ direction }) => direction === 'inbound').length).toBeGreaterThan(
    steps / 20,
  )
  expect(app.all('message').some((message) => 'parts' in message && message.status === 'delivered')).toBe(
    true,
  )
})
