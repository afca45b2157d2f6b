import type { ClockOffset } from '../virtual-date.ts'
import { type Copy, startCopy } from './copy.ts'
import type { Definition, Fault, Invocation, Outcome } from './protocol.ts'

export type Pool = {
  invoke(invocation: Invocation): Promise<Outcome>
  warm(): Promise<void>
  stop(): Promise<void>
}

/** The copies of one function. One more is started when all are busy, up to the limit; then callers wait in line. */
export const createPool = (
  definition: Definition,
  offset: ClockOffset,
  print: (line: string) => void,
): Pool => {
  const idle: Copy[] = []
  const all = new Set<Copy>()
  const line: ((copy: Copy) => void)[] = []

  const start = () => {
    const copy = startCopy(definition, offset, print)
    all.add(copy)
    return copy
  }
  const take = async (): Promise<Copy> => {
    for (let copy = idle.pop(); copy; copy = idle.pop()) {
      if (copy.alive()) return copy
      all.delete(copy)
    }
    if (all.size < definition.limit) return start()
    return new Promise((resolve) => line.push(resolve))
  }
  const giveBack = (copy: Copy) => {
    if (!copy.alive()) all.delete(copy)
    const next = line.shift()
    if (next) next(copy.alive() ? copy : start())
    else if (copy.alive()) idle.push(copy)
  }
  return {
    invoke: async (invocation) => {
      const copy = await take()
      try {
        return await copy.invoke(invocation)
      } catch (error) {
        return { ok: false, error: crashed(error) }
      } finally {
        giveBack(copy)
      }
    },
    warm: async () => {
      const copy = await take()
      await copy.ready.finally(() => giveBack(copy))
    },
    stop: async () => {
      await Promise.all([...all].map((copy) => copy.stop()))
    },
  }
}

const crashed = (error: unknown): Fault => {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  return { errorType: 'Runtime.ExitError', errorMessage: message, trace: stack.split('\n') }
}
