import type { AccountCarrier } from './accounts.ts'
import type { Dialect } from './dialect.ts'
import { flowrouteDialect } from './flowroute/dialect.ts'
import { twilioDialect } from './twilio/dialect.ts'

/** The simulated carriers with accounts: a line each. */
export const dialects: Record<AccountCarrier, Dialect> = {
  twilio: twilioDialect,
  flowroute: flowrouteDialect,
}
