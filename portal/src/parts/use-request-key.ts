import { useRef } from 'react'

/** The Idempotency-Key of a request: the same while the same thing is asked for again, and a new one once it was done. */
export const useRequestKey = () => {
  const last = useRef<{ request: string; key: string }>(undefined)
  return {
    of: (body: object): string => {
      const request = JSON.stringify(body)
      if (last.current?.request !== request) last.current = { request, key: crypto.randomUUID() }
      return last.current.key
    },
    done: () => {
      last.current = undefined
    },
  }
}
