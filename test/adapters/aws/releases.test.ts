import { SFNClient } from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createReleases } from '#adapters/aws/releases.ts'
import { releaseStep } from '#wiring/release-step.ts'
import { type AwsService, awsError, startAwsService } from '../../support/aws-service.ts'

const machine = 'arn:aws:states:us-east-1:000000000000:stateMachine:parley-main-release'
const started = { status: 200, body: { executionArn: `${machine}:1`, startDate: 1 } }
let service: AwsService
beforeEach(async () => {
  service = await startAwsService()
  service.answer = () => started
})
afterEach(() => service.stop())

const releases = () => createReleases(machine, new SFNClient(service.client))
const run = {
  workspace: 'wks_acme',
  numberId: 'num_01m7zvtrzk000000wz56d9nqxz6fphrtq2',
  minute: Date.parse('2026-11-27T17:00:00Z'),
  run: 2,
} as const
const asked = () => service.requests.map(({ body }) => body)

test('a release begins with what it has to do, and is under way', async () => {
  expect(await releases().start(run)).toBe('running')
  const [request] = asked()
  expect(request).toMatchObject({ stateMachineArn: machine })
  expect(releaseStep.parse(JSON.parse(String(request?.input)))).toEqual({
    task: 'release',
    workspace: run.workspace,
    number_id: run.numberId,
    release_at: '2026-11-27T17:00:00.000Z',
    run: 2,
  })
})

test('a release that had its turn has ended: the next run needs another name', async () => {
  service.answer = () => awsError(400, 'ExecutionAlreadyExists')
  expect(await releases().start(run)).toBe('ended')
})

test('any other refusal is an error', async () => {
  service.answer = () => awsError(400, 'StateMachineDoesNotExist')
  await expect(releases().start(run)).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
  })
})

test('a release has one name, and each number, minute and run another', async () => {
  const all = [
    run,
    run,
    { ...run, run: 3 },
    { ...run, minute: run.minute + 60_000 },
    { ...run, numberId: 'num_2' },
  ] as const
  for (const one of all) await releases().start(one)
  const names = asked().map(({ name }) => name)
  expect(names[0]).toBe(names[1])
  expect(new Set(names).size).toBe(all.length - 1)
})

test('a recheck is begun once for each change and run, and says how far it has come', async () => {
  const recheck = { workspace: 'wks_acme', scope: 'all', change: 'change-1', run: 1 } as const
  const at = { numberId: run.numberId, from: 'order-1' }
  await releases().recheck(recheck)
  await releases().recheck({ ...recheck, run: 2, at })
  const [first, second] = asked()
  expect(first?.name).not.toBe(second?.name)
  expect(releaseStep.parse(JSON.parse(String(second?.input)))).toMatchObject({
    task: 'recheck',
    scope: 'all',
    change: 'change-1',
    from: { number_id: run.numberId, order: 'order-1' },
  })
})

test('a recheck that was begun before is no error', async () => {
  service.answer = () => awsError(400, 'ExecutionAlreadyExists')
  await releases().recheck({ workspace: 'wks_acme', scope: 'all', change: 'change-1', run: 1 })
  expect(service.requests).toHaveLength(1)
})

test.each([['wks_a'], [`wks_${'a'.repeat(80)}`], ['wks_ä']])(
  'Step Functions takes the name of a release of %s: 80 plain characters at most',
  async (workspace) => {
    await releases().start({ ...run, workspace: workspace as 'wks_a' })
    await releases().recheck({
      workspace: workspace as 'wks_a',
      scope: run.numberId,
      change: 'e'.repeat(32),
      run: 1,
    })
    const names = asked().map(({ name }) => String(name))
    expect(new Set(names).size).toBe(2)
    for (const name of names) expect(name).toMatch(/^[\w.-]{1,80}$/)
  },
)

test('an agent leaves by one name for each deactivation', async () => {
  const leave = { workspace: 'wks_acme', agent: 'agt_01m7zvtrzk000000', change: 'change-7', run: 1 } as const
  await releases().leave(leave)
  await releases().leave({ ...leave, change: 'change-9' })
  const [first, second] = asked()
  expect(releaseStep.parse(JSON.parse(String(first?.input)))).toEqual({
    task: 'leave',
    workspace: 'wks_acme',
    agent_id: leave.agent,
    change: 'change-7',
    run: 1,
  })
  expect(first?.name).not.toBe(second?.name)
})
