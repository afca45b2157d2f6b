import { expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { startEngine } from '../support/engine.ts'
import { createFakeApp, monday } from '../support/fake-app.ts'
import { followStream } from '../support/follow-stream.ts'
import { names } from '../support/gateway.ts'
import { type Finding, fuzz } from './fuzz.ts'
import { document } from './values.ts'
import { createWorld, prefixes } from './world.ts'

/** `npm run test:fuzz` sets more of both; FUZZ_SEED and FUZZ_STEPS in the environment show once more what it found. */
const seed = Number(process.env.FUZZ_SEED ?? 1)
const steps = Number(process.env.FUZZ_STEPS ?? 8_000)

const shown = ({ step, what, at }: Finding): string =>
  `FUZZ_SEED=${seed}, step ${step}: ${what}\n${JSON.stringify(at).slice(0, 3_000)}`

test(`${steps} requests and payloads of seed ${seed} find nothing`, async () => {
  const app = createFakeApp()
  const world = await createWorld({ app, advance: app.advance }, seed)
  const { findings, served } = await fuzz(world, steps)
  expect(findings.map(shown).join('\n\n')).toBe('')
  // Refused everywhere, it would find nothing either. Some need what others must have made first.
  expect(names.filter((name) => served.has(name)).length).toBeGreaterThan(names.length * 0.75)
})

test('every kind of id that the document names is known', () => {
  const patterns = JSON.stringify(document).matchAll(/"pattern":"\^([a-z]+)_/g)
  const named = new Set([...patterns].map(([, prefix]) => prefix))
  expect([...named].filter((prefix) => !prefixes.includes(prefix ?? ''))).toEqual([])
  expect(named.size).toBeGreaterThan(20)
})

test('the engine takes what the table in memory takes', async () => {
  const engine = await startEngine()
  try {
    let now = monday
    const clock = { now: () => now, pause: async () => {} }
    const carrier = { send: async () => ({ outcome: 'accepted', carrierMessageId: 'carrier-1' }) as const }
    const profiles = { of: async () => ({}) }
    const { files } = createFakeApp()
    const app = { ...followStream({ ...createApp(engine.table), clock, profiles }), carrier, files }
    const advance = (milliseconds: number) => {
      now += milliseconds
    }
    const world = await createWorld({ app, advance }, seed)
    const { findings } = await fuzz(world, Math.ceil(steps / 10))
    expect(findings.map(shown).join('\n\n')).toBe('')
  } finally {
    await engine.stop()
  }
})
