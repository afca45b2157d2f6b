/** Milliseconds by which every clock of this process runs ahead of the machine's, shared between threads. */
export type ClockOffset = BigInt64Array<SharedArrayBuffer>

/** The machine's own clock, out of reach of `installVirtualDate`. */
export const machineDate = Date

/** The present as everything that runs locally sees it, in epoch milliseconds. */
export const virtualNow = (offset: ClockOffset) => machineDate.now() + Number(Atomics.load(offset, 0))

/** Makes `Date` of this thread follow the shared offset, so that code under test needs no clock of its own. */
export const installVirtualDate = (offset: ClockOffset) => {
  const now = () => virtualNow(offset)
  const virtual = new Proxy(machineDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new machineDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  machineDate.prototype.constructor = virtual
  globalThis.Date = virtual
}
