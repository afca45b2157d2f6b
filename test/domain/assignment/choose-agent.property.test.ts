import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candidate, chooseAgent, nextTurn } from '#domain/assignment/choose-agent.ts'
import type { AgentId } from '#domain/ids.ts'

const by = fc.constantFrom('round_robin', 'least_busy')
const crew = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^agt_[a-z]{1,3}$/) as fc.Arbitrary<AgentId>,
    turn: fc.nat(20),
    open: fc.nat(6),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
)

test('whoever is chosen has room, and nobody is only where nobody has', () => {
  fc.assert(
    fc.property(crew, by, fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }), (all, by, cap) => {
      const chosen = chooseAgent(all, { by, cap })
      const free = all.filter(({ open }) => cap === undefined || open < cap)
      expect(chosen === undefined).toBe(free.length === 0)
      if (!chosen) return
      expect(free).toContain(chosen)
      const least = by === 'round_robin' ? 'turn' : 'open'
      expect(chosen[least]).toBe(Math.min(...free.map((one) => one[least])))
    }),
  )
})

test('whatever order they are in, the same one is chosen', () => {
  fc.assert(
    fc.property(crew, by, (all, by) => {
      expect(chooseAgent(all.toReversed(), { by })).toBe(chooseAgent(all, { by }))
    }),
  )
})

/** Hands out so many at one moment, while the clock stands still. */
const handOut = (all: Candidate[], count: number, how: Parameters<typeof chooseAgent>[1]): AgentId[] => {
  let crew = all
  const given: AgentId[] = []
  for (let i = 0; i < count; i++) {
    const chosen = chooseAgent(crew, how)
    if (!chosen) break
    const turn = nextTurn(crew, 1000)
    crew = crew.map((one) => (one.id === chosen.id ? { ...one, turn, open: one.open + 1 } : one))
    given.push(chosen.id)
  }
  return given
}

test('by round robin everybody has had a turn before anybody has the next one', () => {
  fc.assert(
    fc.property(crew, fc.nat(30), (all, count) => {
      const given = handOut(all, count, { by: 'round_robin' })
      for (let i = 0; i + all.length <= given.length; i++)
        expect(new Set(given.slice(i, i + all.length)).size).toBe(all.length)
    }),
  )
})

test('by the least busy nobody gets ahead of the others by more than one', () => {
  fc.assert(
    fc.property(crew, fc.nat(60), (all, count) => {
      const given = handOut(all, count, { by: 'least_busy' })
      const after = all.map(({ id, open }) => open + given.filter((one) => one === id).length)
      const raised = all.flatMap(({ id }, i) => (given.includes(id) ? [after[i] ?? 0] : []))
      if (raised.length > 0) expect(Math.max(...raised)).toBeLessThanOrEqual(Math.min(...after) + 1)
    }),
  )
})

test('nobody is given more than the cap, and everything is handed out that it lets through', () => {
  fc.assert(
    fc.property(crew, by, fc.integer({ min: 1, max: 6 }), fc.nat(60), (all, by, cap, count) => {
      const given = handOut(all, count, { by, cap })
      const room = all.map(({ open }) => Math.max(0, cap - open)).reduce((sum, free) => sum + free, 0)
      expect(given).toHaveLength(Math.min(count, room))
      for (const { id, open } of all)
        expect(given.filter((one) => one === id).length).toBeLessThanOrEqual(Math.max(0, cap - open))
    }),
  )
})
