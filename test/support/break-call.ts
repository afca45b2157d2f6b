import type { FakeApp } from './fake-app.ts'

type When = 'before' | 'after'
type AnyCall = (...args: unknown[]) => Promise<unknown>
export type Fault = { at: number; when: When }

/** Not calls to the outside. */
const inside = ['clock', 'randomId', 'log', 'all', 'advance', 'answer', 'cursors', 'pageLocks', 'report']

/** Breaks one outside call of an App, the `at`-th: before it is done, or after it was but before the answer came. */
export const breakCall = (app: FakeApp, fault: Fault) => {
  const calls: string[] = []
  const wrap = <T extends object>(target: T, path: string): T =>
    new Proxy(target, {
      get: (object, name: string) => {
        const value: unknown = Reflect.get(object, name)
        if (inside.includes(name)) return value
        if (typeof value === 'function') return breakable(value as AnyCall, `${path}${name}`)
        const isPort = typeof value === 'object' && value?.constructor === Object && path === ''
        return isPort ? wrap(value, `${name}.`) : value
      },
      set: (object, name, value) => Reflect.set(object, name, value),
    })
  const breakable =
    (call: AnyCall, name: string) =>
    async (...args: unknown[]) => {
      const broken = calls.push(name) - 1 === fault.at
      if (broken && fault.when === 'before') throw new Error(`${name} broke before`)
      const result = await call(...args)
      if (broken) throw new Error(`${name} broke after`)
      return result
    }
  return { broken: wrap(app, ''), calls }
}
