import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMessages } from '#domain/conversations/find-messages.ts'
import type { Phone } from '#domain/phones/phone.ts'
import { indexWords } from '#domain/search/index-words.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createOffice } from '../support/engine-office.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const phone = (n: number): Phone => `+1206555${1000 + n}`

/** Twenty different words. */
const twenty =
  'my boiler makes strange noises since monday and the water stays cold could you send somebody today or tomorrow please'

/** A hundred texts of a hundred customers, of which every tenth also names Monday. */
const createTalk = async () => {
  const office = await createOffice(engine)
  const { app, admin, program, workspace, text } = office
  await editSettings(app, admin, { textSearch: 'on' })
  for (let i = 0; i < 100; i++)
    await text(
      phone(i),
      i % 10 ? `the boiler of customer ${1000 + i} is cold again` : `${twenty} ${1000 + i}`,
    )
  const { records } = await findMessages(app, program, { direction: 'inbound', limit: 100 })
  for (const { id } of records) await indexWords(app, workspace, id)
  const [newest] = records
  if (!newest) throw new Error('There is no text')
  const find = async (words: string) => {
    const found = await findMessages(app, program, { words, limit: 25 })
    return found.records
  }
  return { ...office, newest, find }
}

test('texts are found by their words on the table as in the tests of the rules, for few units', async () => {
  const { app, admin, workspace, text, find } = await createTalk()
  await editSettings(app, admin, { textSearch: 'on' })
  await text(phone(200), twenty)
  const { records } = await findMessages(app, admin, { direction: 'inbound', limit: 1 })
  const [last] = records
  if (!last) throw new Error('There is no text')
  const measure = async (work: () => Promise<unknown>) => {
    engine.units()
    await work()
    return engine.units()
  }
  expect(await find('boiler')).toHaveLength(25)
  const units = {
    text: await measure(() => indexWords(app, workspace, last.id)),
    one: await measure(() => find('boiler')),
    two: await measure(() => find('monday boiler')),
    twoApart: await measure(() => find('boiler 1099')),
    none: await measure(() => find('radiator')),
  }
  console.info(units)
  expect(units.text).toMatchObject({ write: 20, read: 1 })
  expect(units.one.read).toBeLessThanOrEqual(16)
  expect(units.two.read).toBeLessThanOrEqual(9)
  expect(units.twoApart.read).toBeLessThanOrEqual(8)
  expect(units.none.read).toBeLessThanOrEqual(1.5)
  expect((await find('Monday boiler')).map(({ body }) => body)).toEqual(
    [undefined, 90, 80, 70, 60, 50, 40, 30, 20, 10, 0].map((i) =>
      i === undefined ? twenty : `${twenty} ${1000 + i}`,
    ),
  )
})
