/** What an agent has begun to write, for each conversation. Kept on every stroke, so that nothing takes it away. */
export type Drafts = {
  get(conversation: string): Draft | undefined
  set(conversation: string, draft: Draft | undefined): void
  subscribe(listener: () => void): () => void
}

type Draft = { body: string; isNote?: boolean }

/** Keeps drafts of one agent in this browser; other tabs hear of them. */
export const createDrafts = (agent: string, storage: Storage): Drafts => {
  const listeners = new Set<() => void>()
  const kept = new Map<string, Draft | undefined>()
  const prefix = `parley.draft.${agent}.`
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const read = (conversation: string): Draft | undefined => {
    const text = storage.getItem(prefix + conversation)
    return text === null ? undefined : JSON.parse(text)
  }
  window.addEventListener('storage', ({ key }) => {
    if (!key?.startsWith(prefix)) return
    kept.delete(key.slice(prefix.length))
    tell()
  })
  return {
    get: (conversation) => {
      if (!kept.has(conversation)) kept.set(conversation, read(conversation))
      return kept.get(conversation)
    },
    set: (conversation, draft) => {
      const value = draft?.body ? draft : undefined
      kept.set(conversation, value)
      if (value) storage.setItem(prefix + conversation, JSON.stringify(value))
      else storage.removeItem(prefix + conversation)
      tell()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
