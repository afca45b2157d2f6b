import { times } from '#wiring/times.ts'
import type { App } from '../app.ts'
import type { CarrierAccountId, CarrierMedia, CarrierName, MediaFailure } from '../carriers/carrier.ts'
import type { MessageId, WorkspaceId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { keyOf, type Media, type PictureType, withMedia } from './media.ts'

/** One file that is to be fetched. `since`: when its text came, epoch milliseconds; `tries`: how often it was not there yet. */
export type MediaJob = {
  workspace: WorkspaceId
  messageId: MessageId
  index: number
  since: number
  tries: number
}

/** Where a carrier has a file, and as whose. */
export type MediaSource = {
  workspace: WorkspaceId
  carrier: CarrierName
  account?: CarrierAccountId
  carrierMessageId: string
  media: CarrierMedia
}

/** The bytes, or why there are none. `later`: they may be there when they are asked for again. */
export type Fetched =
  | { outcome: 'fetched'; bytes: Uint8Array }
  | { outcome: 'refused'; reason: MediaFailure }
  | { outcome: 'later'; detail: string }

/** A picture that was written anew: nothing of the original is left but what people see. */
export type Picture = {
  contentType: PictureType
  view: Uint8Array
  thumb: Uint8Array
  width: number
  height: number
}

/** What the work on files needs beside the stores. */
export type MediaPorts = {
  carrierFiles: {
    fetch(source: MediaSource): Promise<Fetched>
    /** Deletes what nobody needs any more at its source: what lies in our own bucket, and more where the stage says so. */
    forget(source: MediaSource): Promise<void>
  }
  /** The picture in these bytes; undefined where there is none that can be shown safely. */
  toPicture(bytes: Uint8Array): Promise<Picture | undefined>
  /** Without a type it is kept as a file that browsers save and never open. */
  keepFile(key: string, bytes: Uint8Array, type?: PictureType): Promise<void>
  mediaJobs: { send(jobs: MediaJob[], delaySeconds?: number): Promise<void> }
}

type Needs = Pick<App, 'clock' | 'commit' | 'log' | 'messages' | 'receivedTexts'> & MediaPorts

/** So often a job may be seen without an end: then it is the file that ends the function. */
const mostEndless = 3

/** Seconds until a file is asked for again that its carrier does not have yet. */
const pauses = [2, 5, 15, 60, 300]

/** A job for each file of a text. */
export const announceMedia = (
  app: Pick<MediaPorts, 'mediaJobs'>,
  text: Pick<MediaJob, 'workspace' | 'messageId' | 'since'>,
  count: number,
): Promise<void> =>
  app.mediaJobs.send(Array.from({ length: count }, (_, index) => ({ ...text, index, tries: 0 })))

/**
 * The way of a file from its carrier into the message. Safe to repeat, for what is not `fetching` is done. `seen`: how often
 * this job was begun. Sends a job of its own where the file is not there yet.
 */
export const fetchMedia = async (app: Needs, job: MediaJob, seen: number): Promise<void> => {
  const source = await sourceOf(app, job)
  if (source === 'done') return undefined
  if (source === 'unknown') return settle(app, job, failed('not_available'))
  if (seen > mostEndless) return settle(app, job, failed('unreadable'))
  const result = await take(app, job, source)
  if ('later' in result) return again(app, job, result.later)
  await settle(app, job, result)
  if (result.status === 'ready') await forget(app, job, source)
}

/** What a file is by its end; a failure of ours, such as a store that is down, is no word about the file. */
const take = async (app: Needs, job: MediaJob, source: MediaSource): Promise<Settled | { later: string }> => {
  try {
    const fetched = await app.carrierFiles.fetch(source)
    if (fetched.outcome === 'later') return { later: fetched.detail }
    return fetched.outcome === 'refused' ? failed(fetched.reason) : await keep(app, job, fetched.bytes)
  } catch (error) {
    return { later: (error as Error).name }
  }
}

/** It is kept here by now: a copy that stays where it was is no reason to begin again. */
const forget = async (app: Needs, { workspace, messageId, index }: MediaJob, source: MediaSource) => {
  try {
    await app.carrierFiles.forget(source)
  } catch (error) {
    const { name } = error as Error
    app.log.warn('a file stays where it came from', { workspace, messageId, index, error: name })
  }
}

const sourceOf = async (
  app: Needs,
  { workspace, messageId, index }: MediaJob,
): Promise<MediaSource | 'done' | 'unknown'> => {
  const message = await app.messages.get(workspace, messageId, 'fresh')
  const expected = message?.media?.[index]
  if (message?.direction !== 'inbound' || expected?.status !== 'fetching') return 'done'
  const { carrier } = expected
  const { carrierMessageId } = message
  const text = await app.receivedTexts.get({ workspace, carrier, carrierMessageId })
  const media = text?.media?.[index]
  return media ? { workspace, carrier, account: text?.account, carrierMessageId, media } : 'unknown'
}

const failed = (reason: MediaFailure) => ({ status: 'failed', reason }) as const

const again = async (app: Needs, job: MediaJob, detail: string): Promise<void> => {
  const { workspace, messageId, index, tries, since } = job
  app.log.info('a file is not there yet', { workspace, messageId, index, tries, detail })
  if (app.clock.now() - since >= times.mediaFetch) return settle(app, job, failed('not_available'))
  await app.mediaJobs.send([{ ...job, tries: tries + 1 }], pauses[tries] ?? pauses.at(-1))
}

type Settled = Extract<Media, { status: 'ready' }> | { status: 'failed'; reason: MediaFailure }

const keep = async (app: Needs, job: MediaJob, bytes: Uint8Array): Promise<Settled> => {
  const { workspace, messageId, index } = job
  const key = (what: 'view' | 'thumb' | 'file') => keyOf({ workspace, id: messageId }, index, what)
  const picture = await app.toPicture(bytes)
  if (!picture) {
    await app.keepFile(key('file'), bytes)
    return { status: 'ready', kind: 'file', bytes: bytes.length }
  }
  const { contentType, view, thumb, width, height } = picture
  await Promise.all([
    app.keepFile(key('view'), view, contentType),
    app.keepFile(key('thumb'), thumb, contentType),
  ])
  return { status: 'ready', kind: 'image', contentType, bytes: view.length, width, height }
}

/** Writes down what became of the file. Others of the same text are written at the same time. */
const settle = (app: Needs, { workspace, messageId, index }: MediaJob, settled: Settled): Promise<void> =>
  retryOnConflict(app, async () => {
    const message = await app.messages.get(workspace, messageId, 'fresh')
    const before = message?.media?.[index]
    if (!message || before?.status !== 'fetching') return
    const { contentType, name, bytes } = before
    const media = { contentType, name, bytes, ...settled }
    await app.commit(withMedia(message, index, media))
    const { status } = settled
    app.log.info('a file of a text has its end', {
      ...{ workspace, messageId, index, status },
      ...('reason' in settled ? { reason: settled.reason } : { kind: settled.kind }),
    })
  })
