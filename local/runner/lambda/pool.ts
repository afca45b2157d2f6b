import { type Instance, type Surroundings, startInstance } from './instance.ts'
import type { Definition, Fault, Invocation, Outcome } from './protocol.ts'

export type Pool = {
  invoke(invocation: Invocation): Promise<Outcome>
  /** Instances that start from now on run the code in this directory; those that are busy end with their work. */
  replaceCode(directory: string): void
  warm(): Promise<void>
  stop(): Promise<void>
}

/** Whoever waits less for a busy instance than another takes to load is served sooner by it, and the machine does less. */
const leastPatience = 200

/** The instances of one function. When all are busy callers wait in line; where that lasts there is one more, up to the limit. */
export const createPool = (definition: Definition, surroundings: Surroundings): Pool => {
  let { directory } = definition
  const idle: Instance[] = []
  const all = new Set<Instance>()
  const outdated = new WeakSet<Instance>()
  const line: ((instance: Instance) => void)[] = []
  let growth: NodeJS.Timeout | undefined
  /** How long the newest instance took to load; undefined while the first one does. */
  let loadMilliseconds: number | undefined

  const start = () => {
    const begun = performance.now()
    const instance = startInstance({ ...definition, directory }, surroundings)
    all.add(instance)
    const loaded = () => {
      loadMilliseconds = performance.now() - begun
    }
    instance.ready.then(loaded, loaded)
    return instance
  }
  const take = async (): Promise<Instance> => {
    for (let instance = idle.pop(); instance; instance = idle.pop()) {
      if (instance.alive()) return instance
      all.delete(instance)
    }
    return all.size === 0 ? start() : waitInLine()
  }
  const waitInLine = () => {
    growLater()
    return new Promise<Instance>((resolve) => line.push(resolve))
  }
  const growLater = () => {
    growth ??= setTimeout(grow, Math.max(leastPatience, loadMilliseconds ?? 0))
  }
  const grow = () => {
    growth = undefined
    if (line.length === 0) return
    if (loadMilliseconds !== undefined && all.size < definition.limit) line.shift()?.(start())
    if (line.length > 0) growLater()
  }
  const retire = (instance: Instance) => {
    all.delete(instance)
    void instance.stop()
  }
  const giveBack = (instance: Instance) => {
    const isUsable = instance.alive() && !outdated.has(instance)
    if (!isUsable) retire(instance)
    const next = line.shift()
    if (next) next(isUsable ? instance : start())
    else if (isUsable) idle.push(instance)
  }
  return {
    invoke: async (invocation) => {
      const instance = await take()
      try {
        return await instance.invoke(invocation)
      } catch (error) {
        return { ok: false, error: crashed(error) }
      } finally {
        giveBack(instance)
      }
    },
    replaceCode: (newDirectory) => {
      directory = newDirectory
      for (const instance of all) outdated.add(instance)
      idle.splice(0).forEach(retire)
    },
    warm: async () => {
      const instance = await take()
      await instance.ready.finally(() => giveBack(instance))
    },
    stop: async () => {
      clearTimeout(growth)
      await Promise.all([...all].map((instance) => instance.stop()))
    },
  }
}

const crashed = (error: unknown): Fault => {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  return { errorType: 'Runtime.ExitError', errorMessage: message, trace: stack.split('\n') }
}
