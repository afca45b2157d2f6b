type Toast = { id: number; text: string; undo?: () => void }

export type ToastList = {
  all(): readonly Toast[]
  /** `undo` takes back what it tells of. */
  add(text: string, undo?: () => void): void
  remove(id: number): void
  subscribe(listener: () => void): () => void
}

const shownMilliseconds = 8_000

export const createToasts = (): ToastList => {
  const listeners = new Set<() => void>()
  let toasts: readonly Toast[] = []
  let last = 0
  const put = (changed: readonly Toast[]) => {
    toasts = changed
    for (const listener of listeners) listener()
  }
  const remove = (id: number) => put(toasts.filter((toast) => toast.id !== id))
  return {
    all: () => toasts,
    add: (text, undo) => {
      const id = ++last
      put([...toasts.filter((toast) => toast.text !== text), { id, text, ...(undo && { undo }) }])
      setTimeout(remove, shownMilliseconds, id)
    },
    remove,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
