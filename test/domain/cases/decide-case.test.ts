import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CaseFacts, decideCase } from '#domain/cases/decide-case.ts'
import { decideCaseNumber } from '#domain/cases/decide-case-number.ts'
import type { CaseId, NumberId } from '#domain/ids.ts'
import type { ThreadCase } from '#domain/threads/thread.ts'
import { day, hour, minute } from '#domain/time.ts'

const now = Date.parse('2026-11-23T10:00:00Z')
const settings = { caseMargin: 3 }

const printer: ThreadCase = { id: 'cas_printer', number: '1041', subject: 'Printer jams' }
const laptop: ThreadCase = { id: 'cas_laptop', number: '1042', subject: 'Laptop screen' }

const decide = (facts: Partial<CaseFacts>) =>
  decideCase(
    { body: 'Is it ready?', at: now, numberId: 'num_main', cases: [printer, laptop], ...facts },
    settings,
  )

describe('a text that names a case', () => {
  test.each([
    '#1042 is it ready?',
    'About # 1042',
    'case 1042 please',
    'Ticket no. 1042: any news',
    'Caso 1042',
    '1042: is it ready',
    '1042',
    ' 1042! ',
    '＃１０４２',
    'See #1042, thanks',
  ])('%s', (body) => {
    expect(decide({ body })).toEqual({ id: 'cas_laptop', reason: 'names_case', sure: true })
  })

  test.each([
    'I paid 1042 dollars',
    'room 1042',
    'I am in room #1042',
    'Call 206 555 1042',
    '+1 206-555-1042',
    '12065551042',
    'at 10:42',
    '1042 5th Avenue',
    '#10421',
    '#1042-7',
    '$1042',
    'in 1042 days, or never',
    '1,042',
  ])('%s names none', (body) => {
    expect(decide({ body })).toMatchObject({ reason: 'guess', sure: false })
  })

  test('a number of other letters is found whatever its case', () => {
    const outside = { ...laptop, number: 'INC-77' }
    expect(decide({ body: 'Re #inc-77', cases: [printer, outside] })?.id).toBe('cas_laptop')
  })

  test('a number of two digits counts only with a sign or a word before it', () => {
    const cases = [printer, { ...laptop, number: '42' }]
    expect(decide({ body: '42', cases })?.reason).toBe('guess')
    expect(decide({ body: '#42', cases })?.reason).toBe('names_case')
  })

  test('of two that are named one is guessed, whatever else would decide', () => {
    const third: ThreadCase = { id: 'cas_phone', number: '1043', subject: 'Phone', lastTextAt: now - minute }
    const body = 'Are #1041 and #1042 done?'
    expect(decide({ body, cases: [third, printer, laptop] })).toEqual({
      id: 'cas_printer',
      reason: 'guess',
      sure: false,
    })
  })

  test('a case that is done gets what names it, and nothing else', () => {
    const cases: ThreadCase[] = [{ ...laptop, done: true }]
    expect(decide({ body: '#1042 broke again', cases })?.id).toBe('cas_laptop')
    expect(decide({ cases })).toBeUndefined()
  })
})

describe('a question that is open', () => {
  const question = { at: now - hour, caseIds: [printer.id, laptop.id] }

  test.each(['2', 'two', ' Two. ', 'The laptop', "it's about the laptop screen please", 'dos'])(
    '%s answers it',
    (body) => {
      expect(decide({ body, question })).toEqual({ id: 'cas_laptop', reason: 'answers_question', sure: true })
    },
  )

  test.each(['3', '2 days ago', 'both', 'the printer and the laptop', 'please', ''])(
    '%s does not',
    (body) => {
      expect(decide({ body, question })?.reason).toBe('guess')
    },
  )

  test('is over after a day', () => {
    const at = question.at + day
    expect(decide({ body: '2', question, at: at - 1 })?.reason).toBe('answers_question')
    expect(decide({ body: '2', question, at })?.reason).toBe('guess')
  })

  test('is not answered with a case that was done since', () => {
    expect(decide({ body: '2', question, cases: [printer, { ...laptop, done: true }] })).toEqual({
      id: 'cas_printer',
      reason: 'only_open_case',
      sure: true,
    })
  })
})

test('the only open case gets the text', () => {
  expect(decide({ cases: [printer] })).toEqual({ id: 'cas_printer', reason: 'only_open_case', sure: true })
})

test('without a case nothing is filed', () => {
  expect(decide({ cases: [] })).toBeUndefined()
})

test('the number that was written to tells cases apart where each has one', () => {
  const cases: ThreadCase[] = [
    { ...printer, numberId: 'num_a' },
    { ...laptop, numberId: 'num_b' },
  ]
  expect(decide({ cases, numberId: 'num_b' })).toEqual({
    id: 'cas_laptop',
    reason: 'number_of_case',
    sure: true,
  })
  expect(decide({ cases, numberId: 'num_c' })?.sure).toBe(false)
  expect(decide({ cases: [cases[0] as ThreadCase, laptop], numberId: 'num_a' })?.sure).toBe(false)
})

test('a text soon after another one follows it, and is as sure', () => {
  const lastFiled = { id: laptop.id, at: now - 10 * minute, sure: false }
  expect(decide({ lastFiled })).toEqual({ id: 'cas_laptop', reason: 'same_burst', sure: false })
  expect(decide({ lastFiled: { ...lastFiled, sure: true } })?.sure).toBe(true)
  expect(decide({ lastFiled: { ...lastFiled, at: now - 10 * minute - 1 } })?.reason).toBe('guess')
  expect(decide({ lastFiled, lastSentAt: now - minute })?.reason).toBe('guess')
})

test('the case that was texted last is answered, where the one before is three times as old', () => {
  const texted = (last: number, before: number) =>
    decide({
      cases: [
        { ...printer, lastTextAt: now - before },
        { ...laptop, lastTextAt: now - last },
      ],
    })
  expect(texted(hour, 3 * hour)).toEqual({ id: 'cas_laptop', reason: 'last_text', sure: true })
  expect(texted(hour, 3 * hour - 1)).toEqual({ id: 'cas_laptop', reason: 'guess', sure: false })
  expect(texted(day, 3 * day)?.reason).toBe('guess')
  expect(texted(1, 20)?.reason).toBe('guess')
  expect(texted(-1, hour)).toEqual({ id: 'cas_printer', reason: 'last_text', sure: true })
})

test('what answers a text of no case is filed only where it says so', () => {
  expect(decide({ cases: [printer], answersOther: true })).toBeUndefined()
  expect(decide({ answersOther: true, body: '#1041' })?.reason).toBe('names_case')
})

const someCases = fc.uniqueArray(
  fc.record(
    {
      id: fc.integer({ min: 1, max: 9 }).map((n): CaseId => `cas_${n}`),
      number: fc.integer({ min: 1, max: 1050 }).map(String),
      subject: fc.constantFrom('Printer', 'Laptop screen', 'Phone'),
      numberId: fc.constantFrom<NumberId>('num_a', 'num_b'),
      lastTextAt: fc.integer({ min: now - 2 * day, max: now + minute }),
      done: fc.constant(true as const),
    },
    { requiredKeys: ['id', 'number', 'subject'] },
  ),
  { selector: ({ id }) => id, maxLength: 5 },
)

test('no text goes to a case of somebody else, nor to a done one that it does not name', () => {
  const facts = fc.record(
    {
      cases: someCases,
      body: fc.oneof(
        fc.string(),
        fc.integer({ min: 1, max: 1050 }).map((n) => `#${n}`),
        fc.constantFrom('1', 'two', 'laptop', 'Is it ready?'),
      ),
      at: fc.constant(now),
      numberId: fc.constantFrom<NumberId>('num_a', 'num_b'),
      lastFiled: fc.record({
        id: fc.integer({ min: 1, max: 12 }).map((n): CaseId => `cas_${n}`),
        at: fc.integer({ min: now - hour, max: now }),
        sure: fc.boolean(),
      }),
      question: fc.record({
        at: fc.integer({ min: now - 2 * day, max: now }),
        caseIds: fc.array(
          fc.integer({ min: 1, max: 12 }).map((n): CaseId => `cas_${n}`),
          { maxLength: 5 },
        ),
      }),
    },
    { requiredKeys: ['cases', 'body', 'at', 'numberId'] },
  )
  fc.assert(
    fc.property(facts, (facts) => {
      const filed = decideCase(facts, settings)
      const open = facts.cases.filter(({ done }) => !done)
      if (!filed) expect(open).toEqual([])
      if (!filed) return
      const found = facts.cases.find(({ id }) => id === filed.id)
      expect(found).toBeDefined()
      if (found?.done) expect(filed.reason).toBe('names_case')
      if (filed.reason === 'guess') expect(filed.sure).toBe(false)
    }),
  )
})

describe('the number of a case', () => {
  const pool: NumberId[] = ['num_a', 'num_b']

  test('stays the one that it has', () => {
    expect(decideCaseNumber({ own: 'num_b', pool, others: [] })).toEqual({ numberId: 'num_b', shared: false })
  })

  test('is one that no other open case of the phone uses', () => {
    expect(decideCaseNumber({ pool, others: [{ numberId: 'num_a' }] })).toEqual({
      numberId: 'num_b',
      shared: false,
    })
  })

  test('is the one unused longest where all are taken, and then shared', () => {
    const others = [
      { numberId: 'num_a', lastTextAt: now - hour },
      { numberId: 'num_b', lastTextAt: now - day },
      { numberId: 'num_b', lastTextAt: now - 2 * hour },
    ] as const
    expect(decideCaseNumber({ pool, others: [...others] })).toEqual({ numberId: 'num_b', shared: true })
  })

  test('is not decided where cases have none of their own', () => {
    expect(decideCaseNumber({ pool: [], others: [] })).toBeUndefined()
  })
})
