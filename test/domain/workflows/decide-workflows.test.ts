import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Operator } from '#contract/workflow-facts.ts'
import { actionsOf, decideWorkflows, type Facts, type Pace } from '#domain/workflows/decide-workflows.ts'
import { comparable, holds } from '#domain/workflows/holds.ts'
import type { Condition, FactValue, Workflow } from '#domain/workflows/workflow.ts'
import { monday } from '../../support/fake-app.ts'
import { asking, doing, stored, tag } from '../../support/workflow-samples.ts'

const none: Pace = { runs: [], acted: {} }
const sms: Facts = { channel: 'sms', 'message.body': 'I want a Refund, please!' }

const decide = (workflows: Workflow[], facts: Facts = sms, pace: Pace = none) =>
  decideWorkflows(workflows, facts, { pace }, monday)

const outcomes = (workflows: Workflow[], facts?: Facts, pace?: Pace) =>
  decide(workflows, facts, pace).map(({ outcome }) => outcome)

describe('a condition', () => {
  test.each<[FactValue | undefined, Operator, Condition['value'], boolean]>([
    ['Gold', 'is', 'gold', true],
    ['Gold', 'is_not', 'gold', false],
    ['Silver', 'is_not', 'gold', true],
    [undefined, 'is', 'gold', false],
    [undefined, 'is_not', 'gold', true],
    [true, 'is', true, true],
    [false, 'is', true, false],
    [undefined, 'is_not', true, true],
    [30, 'is', 30, true],
    ['GOLD', 'in', ['silver', 'gold'], true],
    [undefined, 'in', ['gold'], false],
    [undefined, 'not_in', ['gold'], true],
    ['gold', 'not_in', ['silver', 'Gold'], false],
    ['No refunds', 'contains', 'REFUND', true],
    ['No refunds', 'contains', ['money', 'refund'], true],
    ['No refunds', 'not_contains', ['money', 'refund'], false],
    [undefined, 'contains', 'refund', false],
    [undefined, 'not_contains', 'refund', true],
    ['No refunds', 'has_word', 'refund', false],
    ['A refund?', 'has_word', 'refund', true],
    ['refund', 'has_word', 'refund', true],
    ['prerefund refund', 'has_word', 'refund', true],
    ['prerefund', 'has_word', 'refund', false],
    ['refund2', 'has_word', 'refund', false],
    ['Rückerstattung ja', 'has_word', 'rückerstattung', true],
    ['cafe\u0301', 'is', 'caf\u00e9', true],
    ['cafe\u0301s', 'has_word', 'café', false],
    ['\u{1d400}stop', 'has_word', 'stop', false],
    ['👍stop👍', 'has_word', 'stop', true],
    ['money back now', 'has_word', 'money back', true],
    [['VIP', 'new'], 'contains', 'vip', true],
    [['VIP', 'new'], 'contains', 'vi', false],
    [['VIP'], 'not_contains', ['new', 'old'], true],
    [[], 'is_set', undefined, false],
    [['VIP'], 'is_set', undefined, true],
    ['', 'is_set', undefined, false],
    [0, 'is_set', undefined, true],
    [false, 'is_set', undefined, true],
    [undefined, 'is_not_set', undefined, true],
    [30, 'at_least', 30, true],
    [29, 'at_least', 30, false],
    [29, 'at_most', 30, true],
    [undefined, 'at_least', 0, false],
    [undefined, 'at_most', 30, false],
    ['17:30', 'at_least', '17:30', true],
    ['09:05', 'at_most', '17:30', true],
    ['17:31', 'at_most', '17:30', false],
  ])('of %j %s %j is %s', (fact, op, value, expected) => {
    expect(holds({ op, ...(value !== undefined && { value }) }, comparable(fact))).toBe(expected)
  })

  const fact = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }),
    fc.constant(undefined),
  )
  const words = fc.oneof(
    fc.string({ minLength: 1, maxLength: 3 }),
    fc.array(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  )

  test.each<[Operator, Operator, fc.Arbitrary<Condition['value']>]>([
    ['is', 'is_not', fc.oneof(fc.string({ maxLength: 3 }), fc.boolean(), fc.integer())],
    ['in', 'not_in', fc.array(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 3 })],
    ['contains', 'not_contains', words],
    ['is_set', 'is_not_set', fc.constant(undefined)],
  ])('of any fact either %s or %s', (op, not, values) => {
    fc.assert(
      fc.property(fact, values, (found, value) => {
        const condition = { ...(value !== undefined && { value }) }
        const known = comparable(found)
        expect(holds({ op, ...condition }, known)).toBe(!holds({ op: not, ...condition }, known))
      }),
    )
  })

  test('a word of a text is found where it stands between what is neither letter nor digit', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'B', 'é', '7', 'ß', 'ж'),
      minLength: 1,
      maxLength: 5,
    })
    const gap = fc.constantFrom(' ', ', ', '! ', '👍', '\n', '—')
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), gap, word, (said, between, asked) => {
        const text = said.join(between)
        const expected = said.some((one) => comparable(one) === comparable(asked))
        expect(holds({ op: 'has_word', value: asked }, comparable(text))).toBe(expected)
      }),
    )
  })
})

describe('workflows', () => {
  test('the first branch that fits is done, and each one before says which condition did not hold', () => {
    const workflow = stored({
      branches: [
        {
          when: [
            { fact: 'channel', op: 'is', value: 'sms' },
            { fact: 'contact.attributes.plan', op: 'in', value: ['gold'] },
          ],
          then: [tag('gold')],
        },
        { when: [{ fact: 'message.body', op: 'contains', value: 'invoice' }], then: [tag('invoice')] },
        {
          when: [{ fact: 'message.body', op: 'contains', value: 'refund' }],
          then: [tag('refund'), tag('money')],
        },
        { when: [], then: [tag('other')] },
      ],
    })
    expect(decide([workflow], { ...sms, 'contact.attributes.plan': 'silver' })).toEqual([
      {
        workflowId: workflow.id,
        workflowVersion: 1,
        outcome: 'branch',
        branch: 2,
        failed: [
          {
            branch: 0,
            index: 1,
            condition: { fact: 'contact.attributes.plan', op: 'in', value: ['gold'] },
            found: 'silver',
          },
          // What the customer wrote is not said.
          { branch: 1, index: 0, condition: { fact: 'message.body', op: 'contains', value: 'invoice' } },
        ],
        actions: [
          { action: 'tag', outcome: 'waiting' },
          { action: 'tag', outcome: 'waiting' },
        ],
      },
    ])
  })

  test('otherwise is done where no branch fits; without it nothing is', () => {
    const never = asking({ fact: 'channel', op: 'is', value: 'rcs' })
    expect(outcomes([stored({ ...never, otherwise: [tag('text')] }), stored(never)])).toEqual([
      'otherwise',
      'nothing',
    ])
  })

  test('one that has done something and stops leaves those after it out; one that did nothing does not', () => {
    const never = asking({ fact: 'channel', op: 'is', value: 'rcs' })
    const all = [
      stored({ ...never, stop: true }),
      stored({ ...doing(), stop: true }),
      stored({ ...doing(tag('a')), stop: true }),
      stored(doing(tag('b'))),
    ]
    expect(outcomes(all)).toEqual(['nothing', 'branch', 'branch', 'stopped'])
  })

  test('one that acted a moment ago cools down, stops nothing, and says which branch would fit', () => {
    const first = stored({ ...doing(tag('a')), stop: true, cooldown: 60 })
    const second = stored(doing(tag('b')))
    const acted = (ago: number) => ({ runs: [], acted: { [first.id]: monday - ago } })
    expect(decide([first, second], sms, acted(59_999))).toMatchObject([
      { outcome: 'cooling_down', branch: 0, actions: [] },
      { outcome: 'branch' },
    ])
    expect(outcomes([first, second], sms, acted(60_000))).toEqual(['branch', 'stopped'])
  })

  test('a conversation has thirty runs in an hour, and what does nothing is not one too many', () => {
    const workflow = stored(doing(tag('a')))
    const never = stored(asking({ fact: 'channel', op: 'is', value: 'rcs' }))
    const runs = (many: number, ago: number) => ({
      runs: Array.from({ length: many }, () => monday - ago),
      acted: {},
    })
    expect(outcomes([workflow, never], sms, runs(30, 3_599_999))).toEqual(['too_many_runs', 'nothing'])
    expect(outcomes([workflow], sms, runs(29, 1))).toEqual(['branch'])
    expect(outcomes([workflow], sms, runs(30, 3_600_000))).toEqual(['branch'])
  })

  test('what is long is shortened in the explanation, and found tags together', () => {
    const tags = Array.from({ length: 20 }, (_, i) => `${i}`.padStart(30, 't'))
    const long = { 'conversation.subject': '👍'.repeat(100), 'conversation.tags': tags }
    const workflow = stored({
      branches: [
        { when: [{ fact: 'conversation.subject', op: 'is', value: 'm'.repeat(500) }], then: [] },
        { when: [{ fact: 'conversation.tags', op: 'contains', value: 'vip' }], then: [] },
      ],
    })
    const [{ failed } = { failed: [] }] = decide([workflow], long)
    expect(failed.map(({ found }) => found)).toEqual([`${'👍'.repeat(79)}…`, [...tags.slice(0, 2), '…']])
    expect(failed[0]?.condition.value).toBe(`${'m'.repeat(79)}…`)
  })

  const facts = fc.record({ channel: fc.constantFrom('sms', 'rcs'), country: fc.constantFrom('US', 'CA') })
  const condition = fc.oneof(
    fc.record({
      fact: fc.constant('channel' as const),
      op: fc.constantFrom('is' as const, 'is_not' as const),
      value: fc.constantFrom('sms', 'rcs'),
    }),
    fc.record({
      fact: fc.constantFrom('country' as const, 'case.team' as const),
      op: fc.constantFrom('is_set' as const, 'is_not_set' as const),
    }),
  )
  const actions = fc.array(fc.constant(tag('a')), { maxLength: 2 })
  const workflow = fc
    .record({
      branches: fc.array(fc.record({ when: fc.array(condition, { maxLength: 3 }), then: actions }), {
        maxLength: 3,
      }),
      otherwise: actions,
      stop: fc.boolean(),
    })
    .map((change) => stored(change))

  test('whatever they are: each is considered in order, explained, and does what its outcome says', () => {
    fc.assert(
      fc.property(fc.array(workflow, { maxLength: 6 }), facts, (workflows, known) => {
        const considered = decide(workflows, known)
        expect(considered.map(({ workflowId }) => workflowId)).toEqual(workflows.map(({ id }) => id))
        for (const [i, one] of considered.entries()) {
          const { branches, ...workflow } = workflows[i] as Workflow
          const planned = actionsOf({ branches, ...workflow }, one)
          expect(one.actions.map(({ action }) => action)).toEqual(planned.map(({ action }) => action))
          const stopper = considered
            .slice(0, i)
            .some(({ actions }, before) => actions.length > 0 && workflows[before]?.stop)
          expect(one.outcome === 'stopped').toBe(stopper)
          if (stopper) continue
          // Every branch before the one that fitted has failed, by a condition that does not hold.
          expect(one.failed.map(({ branch }) => branch)).toEqual(
            [...branches.keys()].slice(0, one.branch ?? branches.length),
          )
          for (const { branch, index } of one.failed) {
            const { fact, ...asked } = branches.map(({ when }) => when[index])[branch] as Condition
            expect(holds(asked, comparable(known[fact as 'channel']))).toBe(false)
          }
          for (const { fact, ...asked } of branches[one.branch ?? -1]?.when ?? [])
            expect(holds(asked, comparable(known[fact as 'channel']))).toBe(true)
        }
      }),
    )
  })
})
