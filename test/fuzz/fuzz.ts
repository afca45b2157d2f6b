import type { OperationName } from '#contract/api/operations.ts'
import type { MessageId } from '#domain/ids.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { carrierWorker } from '../../functions/edge/carrier-worker.ts'
import { inboundWork } from '../../functions/edge/inbound-work.ts'
import { receiptWork } from '../../functions/edge/receipt-work.ts'
import { createGateway } from '../support/gateway.ts'
import { failuresOf, sqsRecord } from '../support/sqs.ts'
import { secretWord, theirWord } from './hostile.ts'
import { nextPayload } from './payloads.ts'
import { type FuzzedRequest, nextRequest } from './requests.ts'
import { idOf } from './values.ts'
import { idsIn, ourWorkspace, type World } from './world.ts'

/** What went wrong at one step, with all that is needed to see it again. */
export type Finding = { step: number; what: string; at: unknown }

/** `served`: the operations that did what they were asked for. A fuzzer that is always refused finds nothing. */
export type Report = { findings: Finding[]; served: Set<OperationName> }

/** Lambda answers with at most 6 MB. */
const longestAnswer = 6_000_000
const mostFindings = 20

/**
 * So many steps, each of them a request, something from a carrier, or a text on its way out. What no step may do is a
 * finding: fail, show what is theirs, answer otherwise than documented, lose a payload, or log a word or a phone.
 */
export const fuzz = async (world: World, steps: number): Promise<Report> => {
  const report: Report = { findings: [], served: new Set() }
  const request = requester(world, report)
  const isNew = (what: string) => report.findings.every((known) => known.what !== what)
  for (let step = 0; step < steps && report.findings.length < mostFindings; step++) {
    const done = await takeStep(world, step, request)
    const wrong = [...done.wrong, ...wrongInLog(world.logged.splice(0))]
    report.findings.push(...wrong.filter(isNew).map((what) => ({ step, what, at: done.at })))
  }
  return report
}

type Step = { at: unknown; wrong: string[] }

const takeStep = async (world: World, step: number, request: () => Promise<Step>): Promise<Step> => {
  const { random } = world
  world.advance(random.percent(1) ? random.below(86_400_000) : random.below(20_000))
  const chance = random.below(100)
  if (step % 50 === 0) await openNumbers(world)
  if (chance < 80) return request()
  if (chance < 88) return bring(world, 'inbound')
  if (chance < 94) return bring(world, 'receipts')
  return sendOne(world)
}

const requester = (world: World, report: Report) => {
  const gateway = createGateway(world.app)
  return async (): Promise<Step> => {
    const asked = nextRequest(world)
    try {
      const answer = await gateway(asked)
      if (answer.status < 300) report.served.add(asked.name)
      const wrong = wrongIn(world, asked, answer)
      learn(world, asked, answer)
      return { at: asked, wrong }
    } catch (error) {
      return { at: asked, wrong: [`not as documented: ${error}`] }
    }
  }
}

/** Sooner or later some request closes a number or a country, and nothing could be sent from then on. */
const openNumbers = async ({ app }: World): Promise<void> => {
  for (const number of await app.numbers.list(ourWorkspace)) {
    await app.commit({ ...number, state: 'active', agentSendOnly: false, enrolledOnly: false })
  }
  const settings = await app.settings.get(ourWorkspace, 'fresh')
  await app.commit({
    ...settings,
    enabledCountries: ['US', 'GB'],
    credits: { ...settings.credits, enabled: false },
  })
}

type Answer = Awaited<ReturnType<ReturnType<typeof createGateway>>>

const wrongIn = (world: World, asked: FuzzedRequest, { status, body }: Answer): string[] => {
  const text = JSON.stringify(body)
  const foreign = asked.isTheirs ? world.ours.ids : world.theirs.ids
  const shown = isQuotation(asked) ? [] : idsIn(body).filter((id) => foreign.has(id))
  return [
    ...(status >= 500 ? [`answered ${status}: ${failureIn(world.logged)}`] : []),
    ...(text.length > longestAnswer ? [`answered with ${text.length} characters`] : []),
    ...shown.map((id) => `shows ${id} of the other workspace`),
    ...(!asked.isTheirs && text.includes(theirWord) ? ['shows a word of theirs'] : []),
  ]
}

/** These show what somebody else wrote: a view what its owner filters by, an unreadable payload all of itself. */
const isQuotation = ({ path }: FuzzedRequest): boolean => /^\/v1\/(views|unreadable)/.test(path)

/** The error that the log tells of, and the first lines of Parley that it came through. */
const failureIn = (logged: string[]): string => {
  const [, facts] = JSON.parse(logged.findLast((line) => line.includes('"stack"')) ?? '[0, {}]')
  const { error, code, record, paths, issues, stack = [] } = facts
  const places = stack.filter((frame: string) => /shared|functions/.test(frame)).slice(0, 3)
  return JSON.stringify({ error, code, record, paths, issues, places })
}

const mostCursors = 50

const learn = ({ ours, theirs }: World, asked: FuzzedRequest, { status, body }: Answer): void => {
  if (status >= 400) return
  const { isTheirs } = asked
  const known = isTheirs ? theirs : ours
  for (const id of idsIn(body)) if (!isQuotation(asked) || /^(viw|unr)/.test(id)) known.ids.add(id)
  if (body.next_cursor) known.cursors = [...known.cursors, body.next_cursor].slice(-mostCursors)
}

/** A payload neither fails for ever nor vanishes: each is told of with what became of it. */
const bring = async (world: World, source: 'inbound' | 'receipts'): Promise<Step> => {
  const raw = nextPayload(world, source)
  return { at: { source, raw }, wrong: await wrongBehindQueue(world, source, raw) }
}

/** What goes wrong where a payload is worked on for the third time. */
export const wrongBehindQueue = async (
  world: World,
  source: 'inbound' | 'receipts',
  raw: string,
): Promise<string[]> => {
  const { app } = world
  const record = sqsRecord(raw, { received: 3, sentAt: app.clock.now() })
  const worker =
    source === 'inbound'
      ? carrierWorker(app, inboundWork, ourWorkspace)
      : carrierWorker(app, receiptWork, ourWorkspace)
  const failed = await failuresOf(worker, record)
  const isTold = source === 'receipts' || world.logged.some((line) => /"outcome"/.test(line))
  return [...(failed.length > 0 ? ['comes again'] : []), ...(isTold ? [] : ['vanished'])]
}

const sendOne = async (world: World): Promise<Step> => {
  const messageId = idOf(world, 'msg') as MessageId
  const part = { workspace: ourWorkspace, messageId, index: world.random.below(2) }
  const wrong = await sendPart(world.app, part, 1, world.app.clock.now()).then(
    () => [],
    (error) => [`failed: ${error}`],
  )
  return { at: part, wrong }
}

/** Words and phones that a log must not have. */
export const wrongInLog = (lines: string[]): string[] =>
  lines
    .filter((line) => line.includes(secretWord) || line.includes(theirWord) || /\b1?206555\d{4}\b/.test(line))
    .map((line) => `logged ${line.slice(0, 500)}`)
