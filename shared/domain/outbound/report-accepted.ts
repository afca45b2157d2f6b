import type { App } from '../app.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { textFacts } from '../messages/text-facts.ts'

/** Tells whether an accepted text may leave or is held. */
export const reportAccepted = (app: Pick<App, 'report'>, message: OutboundMessage): void => {
  const reason = message.gate.decision === 'hold' ? message.gate.reason : undefined
  app.report({ ...textFacts(message), outcome: reason ? 'held' : 'queued', reason })
}
