import type { AddressInfo } from 'node:net'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { buildApp } from 'fauxqs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createFactFiles } from '#adapters/reports/fact-files.ts'
import type { Fact, OpenState } from '#domain/reports/fact.ts'

const emulator = buildApp({ logger: false, host: 'localhost', defaultRegion: 'us-east-1' })
const Bucket = 'facts'
const facts = createFactFiles({ bucket: Bucket, region: 'us-east-1' })

beforeAll(async () => {
  await emulator.listen({ port: 0, host: '127.0.0.1' })
  const endpoint = `http://127.0.0.1:${(emulator.server.address() as AddressInfo).port}`
  vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b')
  const s3 = new S3Client({
    ...{ endpoint, region: 'us-east-1', forcePathStyle: true },
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  await s3.send(new CreateBucketCommand({ Bucket }))
  s3.destroy()
})
afterAll(async () => {
  await emulator.close()
  vi.unstubAllEnvs()
})

const reopened = (id: string): Fact => ({ type: 'reopened', id, version: 1, at: 1_795_860_000_000 })
const workspace = 'wks_a'
const day = '2026-11-28'

const read = async (of = day) => {
  const found: Fact[] = []
  for await (const facts_ of facts.read(workspace, of)) found.push(...facts_)
  return found
}

test('facts are read as they were written, of their day and workspace only', async () => {
  await facts.write({ workspace, day, name: 'batch-1', facts: [reopened('one'), reopened('two')] })
  await facts.write({ workspace, day: '2026-11-27', name: 'batch-1', facts: [reopened('before')] })
  await facts.write({ workspace: 'wks_ab', day, name: 'batch-1', facts: [reopened('theirs')] })
  expect(await read()).toEqual([reopened('one'), reopened('two')])
  expect(await read('2026-11-26')).toEqual([])
})

test('a file marks its day until the mark is taken away, and the facts stay', async () => {
  const mark = { workspace, day, name: 'batch-1' } as const
  expect(await facts.marks()).toContainEqual(mark)
  await facts.unmark(mark)
  expect(await facts.marks()).not.toContainEqual(mark)
  expect(await read()).toHaveLength(2)
})

test('all days of a workspace can be marked at once', async () => {
  await facts.markAll(workspace)
  const all = (await facts.marks()).filter((mark) => mark.name === 'all')
  expect(all.map((mark) => mark.day).toSorted()).toEqual(['2026-11-27', '2026-11-28'])
})

test('a day of more files than one list has is read whole', async () => {
  const busy = '2026-11-29'
  const write = (i: number) =>
    facts.write({ workspace, day: busy, name: `batch-${i}`, facts: [reopened(`${i}`)] })
  for (let i = 0; i < 1050; i += 50) await Promise.all(Array.from({ length: 50 }, (_, j) => write(i + j)))
  expect(new Set((await read(busy)).map(({ id }) => id)).size).toBe(1050)
})

test('what was open when days ended is kept by its day, and replaced whole', async () => {
  const state = (id: string): OpenState => ({
    type: 'state',
    id,
    version: 3,
    at: 1_795_860_000_000,
    open: true,
  })
  await facts.keepOpen(workspace, day, [state('one'), state('two')])
  await facts.keepOpen(workspace, '2026-11-26', [])
  await facts.keepOpen('wks_ab', day, [state('theirs')])
  expect(await facts.openDays(workspace)).toEqual(['2026-11-26', day])
  expect(await facts.openOn(workspace, day)).toEqual([state('one'), state('two')])
  await facts.keepOpen(workspace, day, [state('two')])
  expect(await facts.openOn(workspace, day)).toEqual([state('two')])
  expect(await facts.openOn(workspace, '2026-11-26')).toEqual([])
})

test('one day can be marked again', async () => {
  const mark = { workspace, day: '2026-11-20', name: 'open' } as const
  await facts.mark(mark)
  expect(await facts.marks()).toContainEqual(mark)
})
