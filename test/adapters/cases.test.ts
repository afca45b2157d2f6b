import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casePageStore } from '#adapters/dynamo/case-page.ts'
import { createCaseLink, revokeCaseLink } from '#domain/cases/case-link.ts'
import { createCase } from '#domain/cases/create-case.ts'
import { editCase, resolveCase } from '#domain/cases/edit-case.ts'
import { followFiling } from '#domain/cases/follow-filing.ts'
import { listCases } from '#domain/cases/list-cases.ts'
import { putCase } from '#domain/cases/put-case.ts'
import { readCaseTimeline } from '#domain/cases/read-case.ts'
import { readCasePage } from '#domain/cases/read-case-page.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createOffice } from '../support/engine-office.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

test('cases cost what the data model says, however they are found', async () => {
  const { app, ana, program } = await createOffice(engine)
  const measure = async <T>(work: () => Promise<T>) => {
    engine.units()
    const result = await work()
    return { ...engine.units(), result }
  }
  const to = '+12065550123'
  const external = { system: 'syncro', id: '77' }
  await createCase(app, program, { to, subject: 'First of all' })
  const created = await measure(() => createCase(app, program, { to, subject: 'Printer' }))
  const { id, contactId } = created.result
  const edited = await measure(() => editCase(app, ana, id, { status: 'On the bench' }))
  const renamed = await measure(() => editCase(app, ana, id, { subject: 'Printer jams' }))
  const outside = await measure(() => putCase(app, program, external, { to, subject: 'Laptop' }))
  const same = await measure(() => putCase(app, program, external, { to, subject: 'Laptop' }))
  const texted = await measure(() => sendCaseText(app, program, id, { body: 'It is ready.' }))
  for (let i = 0; i < 24; i++) {
    await createCase(app, program, { to: `+1206555${1000 + i}`, subject: `Thing ${i}` })
    const text = await sendCaseText(app, program, id, { body: 'It is ready.' })
    await followFiling(app, text.workspace, text.id)
  }
  const list = await measure(() => listCases(app, program, { limit: 25 }))
  const timeline = await measure(() => readCaseTimeline(app, program, id, { limit: 25 }))
  const ofContact = await measure(() => listCases(app, program, { limit: 25, contactId }))
  const byNumber = await measure(() => listCases(app, program, { limit: 25, number: '1001' }))
  const resolved = await measure(() => resolveCase(app, ana, id))
  const units = {
    created,
    edited,
    renamed,
    outside,
    same,
    texted,
    list,
    timeline,
    ofContact,
    byNumber,
    resolved,
  }
  const figures = Object.entries(units).map(([name, { read, write }]) => [name, { read, write }])
  console.info(Object.fromEntries(figures))
  expect(list.result.records).toHaveLength(25)
  expect(timeline.result.records).toHaveLength(25)
  expect(ofContact.result.records).toHaveLength(3)
  expect(same.write).toBe(0)
  expect(created.write).toBeLessThanOrEqual(13)
  expect(edited.write).toBeLessThanOrEqual(8)
  expect(list.read).toBeLessThanOrEqual(6)
  expect(timeline.read).toBeLessThanOrEqual(16)
})

test('of two who ask for one number one gets it', async () => {
  const { app, program } = await createOffice(engine)
  const ask = (to: string) => createCase(app, program, { to, subject: 'Printer', number: 'T-1' })
  const results = await Promise.allSettled(['+12065550171', '+12065550172'].map(ask))
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'case_number_taken' },
  })
})

test('those who ask for the code of one case at once get the same one, and it opens nothing once taken back', async () => {
  const { app, program } = await createOffice(engine)
  const { id } = await createCase(app, program, { to: '+12065550123', subject: 'Printer' })
  const codes = await Promise.all([1, 2, 3].map(() => createCaseLink(app, program, id)))
  const [code = ''] = codes
  expect(new Set(codes).size).toBe(1)
  expect((await readCasePage(app, code)).caseId).toBe(id)
  await revokeCaseLink(app, program, id)
  await expect(readCasePage(app, code)).rejects.toEqual(expect.objectContaining({ code: 'not_found' }))
})

test('of twenty tries at once as many are let through as may be, for each code and hour, and the count is forgotten', async () => {
  const hour = 3_600_000
  const limit = { each: hour, most: 5 }
  const noon = Date.parse('2026-11-23T12:00:00Z')
  const { countTry } = casePageStore(engine.table)
  const tries = await Promise.all(Array.from({ length: 20 }, () => countTry('tries0000001', limit, noon)))
  expect(tries.filter((mayTry) => mayTry)).toHaveLength(5)
  expect(await countTry('tries0000001', limit, noon + hour - 1)).toBe(false)
  expect(await countTry('tries0000001', limit, noon + hour)).toBe(true)
  expect(await countTry('tries0000002', limit, noon)).toBe(true)
  const Key = { pk: 'link#tries0000001', sk: `tries#${hour}#${noon / hour}` }
  const { Item } = await engine.documents.send(new GetCommand({ TableName: engine.tableName, Key }))
  expect(Item).toMatchObject({ used: 5, expires_at: noon / 1000 + 7200 })
})
