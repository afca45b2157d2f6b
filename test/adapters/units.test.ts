import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from '../support/engine.ts'
import { measureTexts } from '../support/text-units.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

test('a text in either direction takes no more units than promised', async () => {
  const { first, next, claimed, outbound, again, capped, pictures, cases, fannedOut } =
    await measureTexts(engine)
  console.info({ first, next, claimed, outbound, again, capped, pictures, ...cases })
  console.info(fannedOut.on)
  expect(next.write).toBeLessThanOrEqual(8)
  expect(next.read).toBeLessThanOrEqual(3)
  expect(claimed.write).toBeLessThanOrEqual(8)
  expect(claimed.read).toBeLessThanOrEqual(3)
  // One of five texts of cases is answered in a claimed conversation.
  expect(cases.filed.write).toBeLessThanOrEqual(8)
  expect(cases.filed.read).toBeLessThanOrEqual(3)
  expect(outbound.write).toBeLessThanOrEqual(14)
  expect(outbound.read).toBeLessThanOrEqual(8)
  // Eight for the text, and two for each picture.
  expect(pictures.write).toBeLessThanOrEqual(8 + 3 * 2)
  // A daily cap counts the part, and asks the thread whose customer the phone is.
  expect(capped.write).toBeLessThanOrEqual(again.write + 1)
  expect(capped.read).toBeLessThanOrEqual(again.read + 1)
  // Where nobody is told of events, that is read once in five seconds, and texts are what they were.
  expect(fannedOut.known).toEqual({ read: 1, write: 0 })
  expect(fannedOut.off).toEqual({ in: { read: 0, write: 0 }, out: { read: 0, write: 0 } })
  expect(fannedOut.on.in.write).toBeLessThanOrEqual(2)
  expect(fannedOut.on.out.write).toBeLessThanOrEqual(5)
  // With the feed every event is kept: none of these may be one that nobody waits for.
  expect(fannedOut.on.in.write + fannedOut.on.out.write).toBeGreaterThan(2)
})
