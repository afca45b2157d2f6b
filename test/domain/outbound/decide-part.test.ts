import { expect, test } from 'vitest'
import { decidePart, type PartFacts, partRows } from '#domain/outbound/decide-part.ts'

const attempts = ['none', 'ours', 'running', 'over', 'abandoned'] as const
const parts = ['due', 'done'] as const
const charges = ['none', 'this part', 'another part'] as const
const stops = ['none', 'requested'] as const
const slots = ['none', 'later', 'now'] as const

const combinations: PartFacts[] = attempts.flatMap((attempt) =>
  parts.flatMap((part) =>
    charges.flatMap((charge) =>
      stops.flatMap((stop) => slots.map((slot) => ({ attempt, part, charge, stop, slot }))),
    ),
  ),
)

/** A line for each attempt, charge and part: the decisions for no slot, a later one and one that has come. */
const table = combinations
  .filter(({ slot }) => slot === 'none')
  .map((facts) => {
    const decisions = slots.map((slot) => decidePart({ ...facts, slot }))
    const stop = facts.stop === 'requested' ? 'stop requested' : ''
    const columns = [facts.attempt, facts.part, facts.charge, stop].map((text) => text.padEnd(14))
    return `${columns.join('')} ${decisions.map((decision) => decision.padEnd(10)).join('')}`.trimEnd()
  })

test('each combination of attempt, part, charge, requested stop and slot has the decision that was reviewed', () => {
  expect(combinations).toHaveLength(180)
  expect(`\n${table.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    none          due           none                         reserve   wait      go
    none          due           none          stop requested wait      wait      wait
    none          due           this part                    reserve   wait      go
    none          due           this part     stop requested wait      wait      wait
    none          due           another part                 give back give back give back
    none          due           another part  stop requested give back give back give back
    none          done          none                         give back give back give back
    none          done          none          stop requested give back give back give back
    none          done          this part                    give back give back give back
    none          done          this part     stop requested give back give back give back
    none          done          another part                 give back give back give back
    none          done          another part  stop requested give back give back give back
    ours          due           none                         go        go        go
    ours          due           none          stop requested go        go        go
    ours          due           this part                    go        go        go
    ours          due           this part     stop requested go        go        go
    ours          due           another part                 go        go        go
    ours          due           another part  stop requested go        go        go
    ours          done          none                         settle    settle    settle
    ours          done          none          stop requested settle    settle    settle
    ours          done          this part                    settle    settle    settle
    ours          done          this part     stop requested settle    settle    settle
    ours          done          another part                 settle    settle    settle
    ours          done          another part  stop requested settle    settle    settle
    running       due           none                         wait      wait      wait
    running       due           none          stop requested wait      wait      wait
    running       due           this part                    wait      wait      wait
    running       due           this part     stop requested wait      wait      wait
    running       due           another part                 wait      wait      wait
    running       due           another part  stop requested wait      wait      wait
    running       done          none                         wait      wait      wait
    running       done          none          stop requested wait      wait      wait
    running       done          this part                    wait      wait      wait
    running       done          this part     stop requested wait      wait      wait
    running       done          another part                 wait      wait      wait
    running       done          another part  stop requested wait      wait      wait
    over          due           none                         reserve   wait      go
    over          due           none          stop requested wait      wait      wait
    over          due           this part                    settle    settle    settle
    over          due           this part     stop requested settle    settle    settle
    over          due           another part                 settle    settle    settle
    over          due           another part  stop requested settle    settle    settle
    over          done          none                         give back give back give back
    over          done          none          stop requested give back give back give back
    over          done          this part                    settle    settle    settle
    over          done          this part     stop requested settle    settle    settle
    over          done          another part                 settle    settle    settle
    over          done          another part  stop requested settle    settle    settle
    abandoned     due           none                         settle    settle    settle
    abandoned     due           none          stop requested settle    settle    settle
    abandoned     due           this part                    settle    settle    settle
    abandoned     due           this part     stop requested settle    settle    settle
    abandoned     due           another part                 settle    settle    settle
    abandoned     due           another part  stop requested settle    settle    settle
    abandoned     done          none                         settle    settle    settle
    abandoned     done          none          stop requested settle    settle    settle
    abandoned     done          this part                    settle    settle    settle
    abandoned     done          this part     stop requested settle    settle    settle
    abandoned     done          another part                 settle    settle    settle
    abandoned     done          another part  stop requested settle    settle    settle
    "
  `)
})

test('every row of the table decides about some combination', () => {
  const deciding = combinations.map((facts) =>
    partRows.find(([given]) =>
      Object.entries(given).every(([fact, value]) => facts[fact as keyof PartFacts] === value),
    ),
  )
  expect(partRows.filter((row) => !deciding.includes(row))).toEqual([])
})

const where = (given: Partial<PartFacts>) =>
  combinations.filter((facts) =>
    Object.entries(given).every(([fact, value]) => facts[fact as keyof PartFacts] === value),
  )
const decisions = (given: Partial<PartFacts>) => new Set(where(given).map(decidePart))

test('while a request of the thread may be under way nothing else begins', () => {
  expect(decisions({ attempt: 'running' })).toEqual(new Set(['wait']))
})

test('nothing begins while an opt-out waits to be stored', () => {
  for (const attempt of ['none', 'over', 'abandoned'] as const) {
    const decided = decisions({ attempt, stop: 'requested' })
    expect(decided).not.toContain('go')
    expect(decided).not.toContain('reserve')
  }
})

test('a part with an outcome is never taken to the carrier again', () => {
  expect(decisions({ part: 'done' })).not.toContain('go')
  expect(decisions({ part: 'done' })).not.toContain('reserve')
})

test('credits of an attempt that is over are settled by its outcome before they could be given back', () => {
  expect(decisions({ attempt: 'over', charge: 'this part' })).toEqual(new Set(['settle']))
  expect(decisions({ attempt: 'over', charge: 'another part' })).toEqual(new Set(['settle']))
})
