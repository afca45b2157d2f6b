type Toast = { id: number; text: string }

export type ToastList = {
  all(): readonly Toast[]
  add(text: string): void
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
    add: (text) => {
      const id = ++last
      put([...toasts.filter((toast) => toast.text !== text), { id, text }])
      setTimeout(remove, shownMilliseconds, id)
    },
    remove,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
