import middy from '@middy/core'
import { createApp } from '#adapters/app.ts'
import { createReleases } from '#adapters/aws/releases.ts'
import { variable } from '#adapters/environment.ts'
import { sweepReviews } from '#domain/consents/sweep-reviews.ts'
import { leaveConversations } from '#domain/conversations/leave-conversations.ts'
import { sweepTexts } from '#domain/outbound/sweep-texts.ts'
import { recheckContact } from '#domain/scheduled/recheck-contact.ts'
import { recheckHeld } from '#domain/scheduled/recheck-held.ts'
import { releaseOpening } from '#domain/scheduled/release-opening.ts'
import { sweepOpenings } from '#domain/scheduled/sweep-openings.ts'
import { type ReleaseProgress, type ReleaseStep, releaseStep } from '#wiring/release-step.ts'
import { failures } from '../edge/failures.ts'

const app = { ...createApp(), releases: createReleases(variable('RELEASE_STATE_MACHINE_ARN')) }

/** A step of the state machine for what takes its time: held texts that are released, agents who leave. */
export const handler = middy<ReleaseStep, ReleaseProgress>()
  .use(failures(app.log, (step) => ({ step })))
  .handler((event) => work(releaseStep.parse(event)))

const work = async (step: ReleaseStep): Promise<ReleaseProgress> => {
  switch (step.task) {
    case 'release':
      return { ...step, ...(await release(step)) }
    case 'sweep':
      await sweepOpenings(app)
      await sweepReviews(app)
      return { ...step, more: await sweepTexts(app), pause: 1 }
    case 'recheck':
      return { ...step, ...(await recheck(step)) }
    case 'recheck_contact':
      return { ...step, ...(await followConsent(step)) }
    case 'leave':
      return { ...step, ...(await leave(step)) }
  }
}

const release = ({ workspace, number_id, release_at, run, pages }: Step<'release'>) =>
  releaseOpening(app, { workspace, numberId: number_id, minute: Date.parse(release_at), run }, pages ?? 0)

const recheck = async ({ workspace, scope, change, run, from, pages }: Step<'recheck'>) => {
  const at = from && { numberId: from.number_id, from: from.order }
  const { at: next, ...progress } = await recheckHeld(app, { workspace, scope, change, run, at }, pages ?? 0)
  return { ...progress, from: next && { number_id: next.numberId, order: next.from } }
}

const followConsent = async ({
  workspace,
  contact_id,
  change,
  run,
  from,
  pages,
}: Step<'recheck_contact'>) => {
  const at = from && { thread: from.thread, from: from.order }
  const recheck = { workspace, contactId: contact_id, change, run, at }
  const { at: next, ...progress } = await recheckContact(app, recheck, pages ?? 0)
  return { ...progress, from: next && { thread: next.thread, order: next.from } }
}

const leave = ({ workspace, agent_id: agent, change, run, pages = 0, last = false }: Step<'leave'>) =>
  leaveConversations(app, { workspace, agent, change, run }, { pages, last })

type Step<T> = Extract<ReleaseStep, { task: T }>
