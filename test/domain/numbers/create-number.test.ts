import { expect, test } from 'vitest'
import { createNumber } from '#domain/numbers/create-number.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { readNumber } from '#domain/numbers/read-number.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { admin, ana, outsider, program } from '../../support/people.ts'

test('a new number is switched off, its address in E.164 and its country the one of the address', async () => {
  const app = createFakeApp()
  const number = await createNumber(app, admin, { address: '(604) 555-0142', name: 'Vancouver' })
  expect(number).toMatchObject({ address: '+16045550142', country: 'CA', state: 'off', name: 'Vancouver' })
  expect(await readNumber(app, ana, number.id)).toMatchObject({
    number,
    defaultTexts: { welcome: expect.any(String) },
  })
})

test('an address belongs to one number of one workspace', async () => {
  const app = createFakeApp()
  await createNumber(app, admin, { address: '+12065550142' })
  for (const who of [admin, outsider]) {
    const again = createNumber(app, who, { address: '206 555 0142' })
    await expect(again).rejects.toMatchObject({ code: 'number_in_use' })
  }
})

test('of two workspaces that take the same address at once one gets it', async () => {
  const app = createFakeApp()
  const results = await Promise.allSettled(
    [admin, outsider].map((who) => createNumber(app, who, { address: '+12065550142' })),
  )
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(app.all('number').filter(({ address }) => address === '+12065550142')).toHaveLength(1)
})

test('a short code is kept as it is', async () => {
  const number = await createNumber(createFakeApp(), admin, { address: '72345', type: 'short_code' })
  expect(number).toMatchObject({ address: '72345', country: 'US' })
})

test('what is no number of its type is refused', async () => {
  for (const facts of [{ address: '72345' }, { address: '+12065550142', type: 'short_code' as const }]) {
    await expect(createNumber(createFakeApp(), admin, facts)).rejects.toMatchObject({
      code: 'invalid_phone_number',
    })
  }
})

test('only admins and programs that may manage create numbers', async () => {
  const app = createFakeApp()
  const sender: typeof program = { ...program, scopes: ['read', 'send'] }
  for (const who of [ana, sender]) {
    const creation = createNumber(app, who, { address: '+12065550142' })
    await expect(creation).rejects.toMatchObject({ code: 'forbidden' })
  }
  await createNumber(app, program, { address: '+12065550142' })
})

test('numbers are listed page by page, and only those of the workspace', async () => {
  const app = createFakeApp()
  for (const last of ['1', '2', '3']) await createNumber(app, admin, { address: `+1206555014${last}` })
  await createNumber(app, outsider, { address: '+12065550149' })
  const first = await listNumbers(app, ana, { limit: 2 })
  const rest = await listNumbers(app, ana, { limit: 2, cursor: first.nextCursor })
  expect([...first.records, ...rest.records].map(({ address }) => address.slice(-2)).toSorted()).toEqual([
    '00',
    '41',
    '42',
    '43',
  ])
  expect(rest.nextCursor).toBeUndefined()
})

test('a number of another workspace does not exist', async () => {
  const app = createFakeApp()
  const { id } = await createNumber(app, outsider, { address: '+12065550142' })
  await expect(readNumber(app, ana, id)).rejects.toMatchObject({ code: 'not_found' })
})
