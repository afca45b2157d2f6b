import type { z } from 'zod'
import type { EventDestination } from '../carrier/receipts.ts'
import type { Clients, ServiceEndpoints } from '../clients.ts'
import type { Clock } from '../clock.ts'
import type { Source } from '../event-source/source.ts'
import type { Bus } from '../events/bus.ts'
import type { Schedules } from '../events/schedules.ts'
import type { HttpApi } from '../http-api/http-api.ts'
import type { UserPool } from '../identity/user-pool.ts'
import type { Functions } from '../lambda/functions.ts'
import type { Log } from '../log.ts'
import type { State } from '../state.ts'
import type { StateMachines } from '../state-machines/state-machines.ts'
import { type Definition, resourceType as define, type ResourceType } from '../template/resource-type.ts'

/** What resource types find ready, and where they put what they make of the template. */
export type Local = {
  state: State
  clock: Clock
  log: Log
  clients: Clients
  endpoints: ServiceEndpoints
  /** Addresses of the API and of the issuer. */
  urls: { api: string; issuer: string }
  functions: Functions
  bus: Bus
  schedules: Schedules
  stateMachines: StateMachines
  pool: UserPool
  apis: HttpApi[]
  /** Event destinations of the carrier's configuration sets, by name. */
  configurationSets: Map<string, EventDestination[]>
  /** Started when everything is there. */
  sources: Source[]
}

export type LocalType = ResourceType<Local>

/** `resourceType`, with what this runner has ready. */
export const resourceType = <S extends z.ZodRawShape>(definition: Definition<Local, S>): LocalType =>
  define(definition)
