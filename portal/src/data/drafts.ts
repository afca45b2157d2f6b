import { isProblem } from '#contract/client.ts'
import type { Api, Conversation, Upload } from './api.ts'
import { createListeners } from './listeners.ts'

type Id = Conversation['id']

/** What an agent has begun to write, for each conversation: here on every stroke, on the server a moment later. */
export type Drafts = {
  get(conversation: Id): Draft | undefined
  /** Pictures stay where the new draft names none; undefined throws everything away. */
  set(conversation: Id, draft: Draft | undefined): void
  /** Changes the pictures of a draft, whatever its words are. */
  changePictures(conversation: Id, change: (pictures: readonly DraftPicture[]) => DraftPicture[]): void
  /** Asks what was written on another device. It is taken, unless something else was written here meanwhile. */
  look(conversation: Id): Promise<void>
  /** Another device has made a version: it is taken up where this one knows the conversation's draft. */
  hear(conversation: Id, version: number): void
  /** What was written on another device, while something else was written here: a person chooses. */
  conflict(conversation: Id): string | undefined
  choose(conversation: Id, which: 'here' | 'there'): Promise<void>
  /** Saves now what would be saved in a moment: nobody looks at the page any more. */
  flush(): void
  subscribe(listener: () => void): () => void
}

type Draft = {
  body: string
  /** Notes stay in this browser: on another device they would be taken for a text to the customer. */
  isNote?: boolean
  /** Pictures that the API has. They stay in this browser, too: the server keeps the words only. */
  pictures?: readonly DraftPicture[]
}

/** A picture that was uploaded, `looking` until it was written anew. */
export type DraftPicture = {
  id: Upload['id']
  key: string
  name: string
  /** When it was chosen, epoch milliseconds. */
  at: number
  state: 'looking' | 'ready' | 'failed'
  why?: PictureTrouble
}

/** Why a picture cannot go along. */
export type PictureTrouble =
  | 'too_large'
  | 'wrong_type'
  | 'lost'
  | 'slow'
  | 'expired'
  | 'unreadable'
  | 'not_available'

/** What the server holds, as far as this browser knows. */
type Saved = { version: number; body: string }
type Kept = Draft & { saved?: Saved }

/** What drafts need of the browser, or of a test. */
export type DraftWorld = {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Tells the key of whatever another tab has written. */
  onOtherTab(listener: (key: string) => void): void
  /** Gives what calls it off. */
  later(milliseconds: number, work: () => void): () => void
}

const pause = 1_500
const nothing: Kept = { body: '' }

const isThere = ({ body, pictures = [] }: Draft): boolean => body !== '' || pictures.length > 0

/** What another device cannot know of. */
const picturesOf = ({ pictures }: Draft) => pictures && { pictures }

export const createDrafts = (
  agent: string,
  api: Pick<Api, 'getDraft' | 'saveDraft'>,
  { storage, onOtherTab, later }: DraftWorld,
): Drafts => {
  const listeners = createListeners()
  const kept = new Map<string, Kept>()
  const conflicts = new Map<string, Saved>()
  const waiting = new Map<Id, () => void>()
  const turns = new Map<Id, Promise<void>>()
  const prefix = `parley.draft.${agent}.`
  const read = (id: string): Kept => {
    const known = kept.get(id)
    if (known) return known
    const text = storage.getItem(prefix + id)
    const found: Kept = text === null ? nothing : JSON.parse(text)
    kept.set(id, found)
    return found
  }
  const put = (id: string, draft: Kept) => {
    kept.set(id, draft)
    // What the server still has to forget is remembered until it has.
    if (isThere(draft) || draft.saved?.body) storage.setItem(prefix + id, JSON.stringify(draft))
    else storage.removeItem(prefix + id)
    listeners.tell()
  }
  onOtherTab((key) => {
    if (!key.startsWith(prefix)) return
    kept.delete(key.slice(prefix.length))
    listeners.tell()
  })

  /** What the server is to hold. */
  const textOf = ({ body, isNote }: Kept) => (isNote ? '' : body)
  const remember = (id: string, saved: Saved) => put(id, { ...read(id), saved })

  /** Takes up what the server holds. */
  const takeUp = async (id: Id) => {
    const { body, version } = await api.getDraft({ id })
    const known = read(id)
    if (known.saved?.version === version) return
    const here = textOf(known)
    const isUnchanged = here === '' || here === known.saved?.body
    if (isUnchanged && !known.isNote) put(id, { body, saved: { version, body }, ...picturesOf(known) })
    else if (body === '' || body === here || known.isNote) remember(id, { version, body })
    else {
      conflicts.set(id, { version, body })
      listeners.tell()
    }
  }

  const saveNow = async (id: Id) => {
    if (!read(id).saved) await takeUp(id)
    const { saved = { version: 0, body: '' }, ...draft } = read(id)
    const body = textOf(draft)
    if (saved.body === body || conflicts.has(id)) return
    try {
      const { version } = await api.saveDraft({ id, ifMatch: saved.version, body: { body } })
      remember(id, { version, body })
    } catch (error) {
      if (!isProblem(error, 'precondition_failed')) throw error
      await takeUp(id)
      if (!conflicts.has(id)) saveLater(id)
    }
  }

  /** One request at a time for each conversation. What fails is tried again with the next stroke or look. */
  const inTurn = (id: Id, work: (id: Id) => Promise<void>): Promise<void> => {
    const turn = (turns.get(id) ?? Promise.resolve()).then(() => work(id)).catch(() => {})
    turns.set(id, turn)
    return turn
  }
  const save = (id: Id) => {
    waiting.get(id)?.()
    waiting.delete(id)
    return inTurn(id, saveNow)
  }
  const saveLater = (id: Id) => {
    waiting.get(id)?.()
    waiting.set(
      id,
      later(pause, () => save(id)),
    )
  }

  return {
    get: (id) => {
      const draft = read(id)
      return isThere(draft) ? draft : undefined
    },
    set: (id, draft) => {
      const known = read(id)
      const { saved } = known
      put(id, { ...(draft ? { ...picturesOf(known), ...draft } : nothing), ...(saved && { saved }) })
      if (!draft?.body) conflicts.delete(id)
      // What was sent or thrown away must not come up on another device.
      if (draft?.body) saveLater(id)
      else if (saved?.body || waiting.has(id)) save(id)
    },
    changePictures: (id, change) => {
      const draft = read(id)
      put(id, { ...draft, pictures: change(draft.pictures ?? []) })
    },
    look: async (id) => {
      await inTurn(id, takeUp)
      if (textOf(read(id)) !== (read(id).saved?.body ?? '')) await save(id)
    },
    hear: (id, version) => {
      // In its turn: it may be the answer that this page waits for.
      const takeUpNews = async () => {
        const { saved } = read(id)
        if (saved && saved.version < version) await takeUp(id)
      }
      inTurn(id, takeUpNews)
    },
    conflict: (id) => conflicts.get(id)?.body,
    choose: async (id, which) => {
      const there = conflicts.get(id)
      if (!there) return
      conflicts.delete(id)
      const here = read(id)
      put(
        id,
        which === 'there'
          ? { body: there.body, saved: there, ...picturesOf(here) }
          : { ...here, saved: there },
      )
      await save(id)
    },
    flush: () => {
      for (const id of waiting.keys()) save(id)
    },
    subscribe: listeners.subscribe,
  }
}
