import type { BaseApp } from '#adapters/app.ts'
import { carrierOf } from '#adapters/carriers/deliveries.ts'
import { type Ignored, isIgnored } from '#adapters/carriers/fields.ts'
import type { UnreadableSource } from '#domain/unreadable/unreadable.ts'

/** What is done with what a carrier hands over: by the worker of its queue, and when an admin has it taken up again. */
export type CarrierWork<T> = {
  source: UnreadableSource
  way: 'in' | 'out'
  /** Throws on what cannot be read. `queuedAt`: epoch milliseconds. */
  parse(body: string, queuedAt: number): Promise<T | Ignored>
  about(parsed: T): Record<string, unknown>
  /** Gives `unrouted` where it is for nobody here. */
  work(app: BaseApp, parsed: T): Promise<unknown>
}

/** Does the work, or reports that it is about nothing that Parley has a use for. */
export const workOn = async <T extends object>(
  app: BaseApp,
  { way, work }: CarrierWork<T>,
  parsed: T | Ignored,
  body: string,
): Promise<unknown> => {
  if (!isIgnored(parsed)) return work(app, parsed)
  app.report({ way, outcome: 'ignored', carrier: carrierOf(body), reason: parsed.ignored })
  return undefined
}
