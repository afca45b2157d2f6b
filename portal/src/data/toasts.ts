import { createListeners } from './listeners.ts'

type Action = { label: string; run(): void }
type Toast = { id: number; text: string; action?: Action | undefined }

export type ToastList = {
  all(): readonly Toast[]
  /** With an action where there is one thing to do about it. */
  add(text: string, action?: Action): void
  remove(id: number): void
  subscribe(listener: () => void): () => void
}

const shownMilliseconds = 8_000

export const createToasts = (): ToastList => {
  const listeners = createListeners()
  let toasts: readonly Toast[] = []
  let last = 0
  const put = (changed: readonly Toast[]) => {
    toasts = changed
    listeners.tell()
  }
  const remove = (id: number) => put(toasts.filter((toast) => toast.id !== id))
  return {
    all: () => toasts,
    add: (text, action) => {
      const id = ++last
      put([...toasts.filter((toast) => toast.text !== text), { id, text, action }])
      setTimeout(remove, shownMilliseconds, id)
    },
    remove,
    subscribe: listeners.subscribe,
  }
}
