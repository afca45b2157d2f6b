import { expect, test } from 'vitest'
import type { Case } from '#domain/cases/case.ts'
import type { NumberId } from '#domain/ids.ts'
import type { Message } from '#domain/messages/message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { minute } from '#domain/time.ts'
import { openCase } from '../../support/casework.ts'
import { createOffice, program, receive } from '../../support/conversing.ts'
import { workspace } from '../../support/fake-app.ts'

/** The same order of texts in each run (mulberry32). */
const createDice = (seed: number) => {
  let state = seed
  return (sides: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

const texts = 200
const things = ['Printer', 'Laptop', 'Phone', 'Camera']
const pool = things.map((_, i): NumberId => `num_pool${i}`)

/**
 * Four things in repair, and 200 texts of ours and replies to them in any order, each with the case that it is about: of five
 * replies four mean the case that was texted last.
 */
const exchange = async (caseNumbers: NumberId[]) => {
  const app = await createOffice({ settings: { caseNumbers } })
  const facts = { workspace, country: 'US', state: 'active', createdAt: 1 } as const
  const numbers = pool.map((id, i) => newNumber({ ...facts, id, address: `+1206555020${i}` }))
  await app.commit(...numbers)
  const cases: Case[] = []
  for (const thing of things) cases.push(await openCase(app, thing))
  const roll = createDice(7)
  const exchanged: { meant: Case; text: Message }[] = []
  let last = cases[0]
  for (let i = 0; i < texts; i++) {
    app.advance((1 + roll(90)) * minute)
    const any = cases[roll(cases.length)]
    const isReply = i > 0 && roll(2) === 0
    const meant = isReply && roll(5) > 0 ? last : any
    if (!meant) continue
    if (!isReply) last = meant
    const to = numbers.find(({ id }) => id === meant.numberId)?.address
    const text = isReply
      ? await receive(app, { body: 'When is it ready?', ...(to && { to }) })
      : await sendCaseText(app, program, meant.id, { body: `News of the ${meant.subject}` })
    exchanged.push({ meant, text })
  }
  return exchanged
}

test('with a number for each of four cases every text finds its own', async () => {
  const exchanged = await exchange(pool)
  const right = exchanged.filter(({ meant, text }) => text.case?.id === meant.id && text.case.sure)
  expect(right).toHaveLength(texts)
})

test('with one number every guess is marked', async () => {
  const replies = (await exchange([])).filter(({ text }) => text.direction === 'inbound')
  const share = (fits: (reply: (typeof replies)[number]) => boolean | undefined) =>
    `${Math.round((100 * replies.filter(fits).length) / replies.length)} %`
  console.info({
    marked: share(({ text }) => !text.case?.sure),
    'right without a mark': share(({ text, meant }) => text.case?.sure && text.case.id === meant.id),
    'wrong without a mark': share(({ text, meant }) => text.case?.sure && text.case.id !== meant.id),
    'right though marked': share(({ text, meant }) => !text.case?.sure && text.case?.id === meant.id),
  })
  expect(replies.filter(({ text }) => !text.case?.id)).toEqual([])
  const guesses = replies.filter(({ text }) => text.case?.reason === 'guess')
  expect(guesses.length).toBeGreaterThan(0)
  expect(guesses.filter(({ text }) => text.case?.sure)).toEqual([])
})
