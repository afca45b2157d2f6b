import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn'
import { afterAll, describe, expect, test } from 'vitest'
import { type LocalParley, startLocal } from '../../local/parley/start.ts'
import { credentials, region } from '../../local/runner/core/clients.ts'
import {
  type Addresses,
  handset,
  type Page,
  type Person,
  readAll,
  signIn,
  simulator,
  until,
} from '../support/flows/client.ts'
import { createProcess } from '../support/flows/process.ts'
import { sharedAssembly } from '../support/flows/shared-assembly.ts'

type Held = {
  id: string
  to: string
  body: string
  status: string
  gate: { reason?: string; release_at?: string }
}

const ourNumber = '+12065550100'
/** Monday, 7 p.m. in Seattle, and Tuesday, 9 a.m. */
const evening = '2027-03-02T03:00:00Z'
const opening = '2027-03-02T17:00:00Z'
const day = [{ from: '09:00', to: '17:00' }]
const weekly = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day }

/** How many texts wait for one opening; PARLEY_HELD=5000 takes some minutes. */
const count = Number(process.env.PARLEY_HELD ?? 250)
const textsPerPhone = 5
/** In seconds. */
const patience = Math.max(120, count / 3)

/** The office is closed, and every text waits for it to open. */
const openOffice = async (endpoints: Addresses, rate: number): Promise<Person> => {
  await simulator(endpoints).travel({ now: evening })
  const admin = await signIn(endpoints, 'admin@example.com')
  const hours = await admin.post<{ id: string }>('/v1/business_hours', {
    name: 'Office',
    zone: 'America/Los_Angeles',
    weekly,
  })
  const { body } = await admin.get<Page<{ id: string; address: string }>>('/v1/numbers')
  const number = body.data.find(({ address }) => address === ourNumber)
  const patch = { hours_id: hours.body.id, hours_policy: 'hold_all', rate: { segments_per_second: rate } }
  const patched = await admin.patch(`/v1/numbers/${number?.id}`, patch, { 'if-match': '*' })
  expect(patched.status).toBe(200)
  return admin
}

const phoneOf = (n: number) => `+1206555${String(1000 + n)}`
const phones = Array.from({ length: Math.ceil(count / textsPerPhone) }, (_, n) => phoneOf(n))
const bodies = Array.from({ length: textsPerPhone }, (_, i) => `notice ${i}`)

/** Some texts for each phone, one after the other; the phones side by side. */
const holdTexts = async (admin: Person, to: string[]) => {
  const waiting = to.slice()
  const work = async () => {
    for (let phone = waiting.pop(); phone; phone = waiting.pop()) {
      for (const body of bodies) {
        const { status, body: answer } = await admin.post<Held>('/v1/messages', { to: phone, body })
        if (status !== 202 || answer.status !== 'held') throw new Error(JSON.stringify(answer))
      }
    }
  }
  await Promise.all(Array.from({ length: 10 }, work))
}

const shownOn = async (endpoints: Addresses, phone: string) =>
  (await handset(endpoints, phone).messages()).filter(({ direction }) => direction === 'outbound')

const allShownOn = (endpoints: Addresses, phone: string) =>
  until(
    'all texts on a phone',
    async () => (await shownOn(endpoints, phone)).length >= bodies.length,
    patience,
  )

const statuses = async (admin: Person, ids: string[]) =>
  Promise.all(ids.map(async (id) => (await admin.get<Held>(`/v1/messages/${id}`)).body.status))

describe('many texts that wait for one opening', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-'))
  let parley: LocalParley
  afterAll(async () => {
    await parley?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const executions = async () => {
    const client = new SFNClient({ region, credentials, endpoint: parley.services.aws })
    const stateMachineArn = String(parley.outputs.ReleaseStateMachineArn)
    const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }))
    const all = await Promise.all(
      executions.map(({ executionArn }) => client.send(new DescribeExecutionCommand({ executionArn }))),
    )
    client.destroy()
    return all.filter(({ input }) => JSON.parse(input ?? '{}').task === 'release')
  }

  test(`${count} are released by one execution, each once, in order, no faster than the number may send`, async () => {
    parley = await startLocal({ port: 0, dataDir, quiet: true, assembly: await sharedAssembly() })
    const rate = count > 1000 ? 200 : 100
    const admin = await openOffice(parley.endpoints, rate)
    await simulatorSettings(parley.endpoints, { parts_per_second: 10 * rate })
    const began = performance.now()
    await holdTexts(admin, phones)
    const held = await readAll<Held>(admin, '/v1/messages?status=held')
    expect(held).toHaveLength(phones.length * textsPerPhone)
    expect(new Set(held.map(({ gate }) => gate.release_at))).toEqual(new Set(['2027-03-02T17:00:00.000Z']))
    await until('the execution', async () => (await executions()).length === 1)
    const stored = performance.now()

    await simulator(parley.endpoints).travel({ now: opening })
    const end = await until(
      'the end of the release',
      async () => {
        const [execution] = await executions()
        return execution?.status === 'SUCCEEDED' && execution.stopDate
      },
      patience,
    )
    const released = performance.now()
    for (const phone of phones) await allShownOn(parley.endpoints, phone)
    const arrived = performance.now()
    for (const phone of phones) {
      const shown = await shownOn(parley.endpoints, phone)
      expect(shown.map(({ body }) => body)).toEqual(bodies)
    }
    const seconds = (end.getTime() - Date.parse(opening)) / 1000
    expect(seconds).toBeGreaterThanOrEqual((held.length - 200) / rate - 1)
    expect(await executions()).toHaveLength(1)
    const [final] = await executions()
    console.info({
      texts: held.length,
      rate,
      storedInSeconds: (stored - began) / 1000,
      releasedInSeconds: (released - stored) / 1000,
      virtualSeconds: seconds,
      arrivedInSeconds: (arrived - stored) / 1000,
      pages: JSON.parse(final?.output ?? '{}').pages,
    })
    expect((await admin.get<Page<Held>>('/v1/messages?status=held')).body.data).toEqual([])
  }, 3_600_000)
})

const simulatorSettings = ({ sim }: Addresses, settings: object) =>
  fetch(`${sim}/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  })

describe('a system that is killed', () => {
  const system = createProcess()
  afterAll(system.remove)

  test('in the middle of a release goes on when it is started again: all leave, none twice', async () => {
    const before = await system.start()
    const admin = await openOffice(before, 3)
    // At this rate they are two pages.
    const some = phones.slice(0, 20)
    await holdTexts(admin, some)
    const held = await readAll<Held>(admin, '/v1/messages?status=held')
    expect(held).toHaveLength(some.length * textsPerPhone)
    await simulator(before).travel({ now: opening })
    const leftOf = async (person: Person) => (await readAll<Held>(person, '/v1/messages?status=held')).length
    await until('some to leave', async () => (await leftOf(admin)) < held.length)
    await system.kill()

    const after = await system.start()
    const again = await signIn(after, 'admin@example.com')
    await until('all to leave', async () => (await leftOf(again)) === 0)
    const settled = ['sent', 'delivered', 'unknown']
    const all = await until(
      'all to be sent',
      async () => {
        const found = await statuses(
          again,
          held.map(({ id }) => id),
        )
        return found.every((status) => settled.includes(status)) && found
      },
      120,
    )
    const shown = await Promise.all(some.map((phone) => shownOn(after, phone)))
    for (const texts of shown) {
      const numbers = texts.map(({ body }) => bodies.indexOf(body))
      expect(new Set(numbers).size, 'twice').toBe(numbers.length)
      expect(numbers, 'in order').toEqual(numbers.toSorted((a, b) => a - b))
    }
    const unknown = all.filter((status) => status === 'unknown').length
    console.info({ texts: held.length, shown: shown.flat().length, unknown })
    expect(shown.flat().length).toBeGreaterThanOrEqual(held.length - unknown)
    expect(unknown).toBeLessThanOrEqual(20)
  }, 300_000)
})
