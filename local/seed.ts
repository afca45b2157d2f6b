import type { ServiceEndpoints } from './clients.ts'
import type { Outputs } from './template/deploy.ts'

/** What seeding may use: where services answer, and the outputs of the stacks, such as the table's name. */
export type Seeding = { services: ServiceEndpoints; outputs: Outputs }

/** Writes the demo workspace where it is missing. A stub: nothing is written yet. */
export const seed = async (_: Seeding) => {}
