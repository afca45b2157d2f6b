import { isProblem, type Problem, ProblemError } from '#contract/client.ts'
import { mostUploadBytes, uploadTypes } from '#contract/upload-limits.ts'
import type { Api, Conversation, Upload } from './api.ts'
import type { DraftPicture, Drafts } from './drafts.ts'
import { createListeners } from './listeners.ts'

type Id = Conversation['id']

/** A picture that goes with what is being written, and how far it is. */
export type Attached = Pick<DraftPicture, 'key' | 'name' | 'why'> & {
  /** Once the API has it. */
  id?: DraftPicture['id']
  state: 'sending' | DraftPicture['state']
  /** While it is sent to its place: the part that is there, from 0 to 1. */
  progress?: number
  /** Whether its bytes are still at hand. */
  mayRetry: boolean
}

/** Pictures on their way into texts: to their place, then until they were written anew. */
export type Pictures = {
  /** Takes files up; of more than `most` for the text the rest is left out. Gives how many were. */
  add(conversation: Id, files: File[], most: number): number
  /** Goes on with what an earlier page had begun. */
  resume(conversation: Id): void
  remove(conversation: Id, key: string): void
  retry(conversation: Id, key: string): void
  /** Whether bytes are on their way that are lost with the page. */
  isSending(): boolean
  /** In the order in which they were chosen. The same array while nothing changed. */
  of(conversation: Id): readonly Attached[]
  /** Asks for the thumbnail of a picture that is ready. */
  want(id: DraftPicture['id']): void
  /** Its address, once it is known. */
  thumbnail(id: DraftPicture['id']): string | undefined
  subscribe(listener: () => void): () => void
}

/** What uploads need of the browser, or of a test. */
export type PictureWorld = {
  now(): number
  newKey(): string
  pause(milliseconds: number): Promise<void>
  /** Puts the file at its place; tells the part that is there. Throws when it does not arrive. */
  put(place: Place, file: File, tell: (part: number) => void, signal: AbortSignal): Promise<void>
}

type Place = NonNullable<Upload['place']>

/** What has no id, or is not where it shall be. */
type Sending = {
  key: string
  conversation: Id
  file: File
  at: number
  progress?: number
  why?: DraftPicture['why']
  stop: AbortController
}

/** Between two questions whether it is ready: a second or two is usual. Altogether more than a minute. */
const pauses = [300, 400, 600, 1_000, ...Array.from({ length: 30 }, () => 2_000)]

export const createPictures = (
  api: Pick<Api, 'completeMedia' | 'createMedia' | 'getMedia'>,
  drafts: Pick<Drafts, 'changePictures' | 'get' | 'subscribe'>,
  world: PictureWorld,
): Pictures => {
  const listeners = createListeners()
  const shown = new Map<Id, readonly Attached[]>()
  /** By the id of the picture: files to try again with, thumbnails, and what is being asked about. */
  const files = new Map<string, File>()
  const thumbnails = new Map<string, string>()
  const asked = new Set<string>()
  let sending: Sending[] = []

  const tell = () => {
    shown.clear()
    listeners.tell()
  }
  drafts.subscribe(tell)
  const change = (one: Sending, facts: Partial<Sending>) => {
    Object.assign(one, facts)
    tell()
  }
  const drop = (one: Sending) => {
    sending = sending.filter((other) => other !== one)
  }
  const sendingIn = (conversation: Id) => sending.filter((one) => one.conversation === conversation)
  const draftOf = (conversation: Id) => drafts.get(conversation)?.pictures ?? []
  const settle = (conversation: Id, id: DraftPicture['id'], facts: Partial<DraftPicture>) =>
    drafts.changePictures(conversation, (all) =>
      all.map((one) => (one.id === id ? { ...one, ...facts } : one)),
    )

  const send = async (one: Sending) => {
    const { conversation, file, at, key } = one
    change(one, { why: whyNot(file), progress: 0, stop: new AbortController() })
    if (one.why) return
    const { signal } = one.stop
    try {
      const body = { content_type: typeOf(file), bytes: file.size }
      const { id, place } = await api.createMedia({ key: world.newKey(), body })
      if (!place || signal.aborted) return
      await world.put(place, file, (progress) => change(one, { progress }), signal)
      await api.completeMedia({ id })
      if (signal.aborted) return
      drop(one)
      files.set(id, file)
      const picture: DraftPicture = { id, key, name: file.name, at, state: 'looking' }
      drafts.changePictures(conversation, (all) => [...all, picture].toSorted(byTime))
      await look(conversation, id)
    } catch (error) {
      if (!signal.aborted) change(one, { why: whyOf(error), progress: undefined })
    }
  }

  /** Asks until it was written anew. What fails on the way may pass. */
  const look = async (conversation: Id, id: DraftPicture['id']) => {
    if (asked.has(id)) return
    asked.add(id)
    const end = await untilOver(id)
    asked.delete(id)
    settle(conversation, id, end)
  }
  const untilOver = async (id: DraftPicture['id']): Promise<Pick<DraftPicture, 'state' | 'why'>> => {
    for (const pause of pauses) {
      await world.pause(pause)
      try {
        const { state, reason, thumbnail_url } = await api.getMedia({ id })
        if (thumbnail_url) thumbnails.set(id, thumbnail_url)
        if (state === 'ready') return { state }
        if (state === 'failed') return { state, why: whyOfReason(reason) }
      } catch (error) {
        if (isProblem(error, 'not_found')) return { state: 'failed', why: 'expired' }
      }
    }
    return { state: 'failed', why: 'slow' }
  }

  return {
    add: (conversation, chosen, most) => {
      const room = Math.max(most - draftOf(conversation).length - sendingIn(conversation).length, 0)
      const added = chosen.slice(0, room).map((file, index): Sending => {
        const at = world.now() + index
        return { key: world.newKey(), conversation, file, at, stop: new AbortController() }
      })
      sending = [...sending, ...added]
      for (const one of added) send(one)
      return chosen.length - added.length
    },
    resume: (conversation) => {
      for (const { id, state } of draftOf(conversation)) if (state === 'looking') look(conversation, id)
    },
    remove: (conversation, key) => {
      const one = sending.find((candidate) => candidate.key === key)
      one?.stop.abort()
      if (one) drop(one)
      drafts.changePictures(conversation, (all) => all.filter((picture) => picture.key !== key))
      tell()
    },
    retry: (conversation, key) => {
      const one = sending.find((candidate) => candidate.key === key)
      if (one) return void send(one)
      const kept = draftOf(conversation).find((picture) => picture.key === key)
      const file = kept && files.get(kept.id)
      if (!kept || !file) return
      const again: Sending = { key, conversation, file, at: kept.at, stop: new AbortController() }
      sending = [...sending, again]
      drafts.changePictures(conversation, (all) => all.filter((picture) => picture.key !== key))
      send(again)
    },
    isSending: () => sending.some(({ why }) => !why),
    of: (conversation) => {
      const known = shown.get(conversation)
      if (known) return known
      const kept = draftOf(conversation).map((one) => ({ ...one, mayRetry: files.has(one.id) }))
      const all = [...kept, ...sendingIn(conversation).map(asAttached)].toSorted(byTime)
      shown.set(conversation, all)
      return all
    },
    want: (id) => {
      if (asked.has(id)) return
      asked.add(id)
      thumbnails.delete(id)
      const read = async () => {
        const { thumbnail_url } = await api.getMedia({ id })
        if (thumbnail_url) thumbnails.set(id, thumbnail_url)
        tell()
      }
      read()
        .catch(() => {})
        .finally(() => asked.delete(id))
    },
    thumbnail: (id) => thumbnails.get(id),
    subscribe: listeners.subscribe,
  }
}

const byTime = (one: { at: number }, other: { at: number }) => one.at - other.at

const asAttached = ({ key, file, at, progress, why }: Sending) => ({
  ...{ key, name: file.name, at, progress, why, mayRetry: why === 'lost' },
  state: why ? ('failed' as const) : ('sending' as const),
})

/** Not every system knows the type of what iPhones take. */
const typeOf = ({ type, name }: File): string => type || (/\.hei[cf]$/i.test(name) ? 'image/heic' : '')

/** What is known without asking. */
const whyNot = (file: File): DraftPicture['why'] => {
  if (!uploadTypes.includes(typeOf(file))) return 'wrong_type'
  if (file.size > mostUploadBytes) return 'too_large'
  return file.size === 0 ? 'unreadable' : undefined
}

const whyOf = (error: unknown): DraftPicture['why'] => {
  if (!(error instanceof ProblemError)) return 'lost'
  const { code }: Problem = error.problem
  if (code === 'media_too_large') return 'too_large'
  return code === 'content_not_supported' ? 'wrong_type' : 'lost'
}

const whyOfReason = (reason: Upload['reason']): DraftPicture['why'] =>
  reason === 'too_large' || reason === 'not_available' ? reason : 'unreadable'
