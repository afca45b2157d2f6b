import type { z } from 'zod'
import type { Distribution } from '../cloudfront/distribution.ts'
import type { Clients, ServiceEndpoints } from '../core/clients.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { State } from '../core/state.ts'
import type { MailDestinations } from '../email/mail-service.ts'
import type { EventApi } from '../event-api/event-api.ts'
import type { Source } from '../event-source/source.ts'
import type { Bus } from '../events/bus.ts'
import type { Schedules } from '../events/schedules.ts'
import type { HttpApi } from '../http-api/http-api.ts'
import type { UserPool } from '../identity/user-pool.ts'
import type { Functions } from '../lambda/functions.ts'
import type { FunctionFacts } from '../lambda/protocol.ts'
import type { StateMachines } from '../state-machines/state-machines.ts'
import { type Definition, resourceType as define, type ResourceType } from '../template/resource-type.ts'

/** What resource types find ready, and where they put what they make of the template. */
export type Platform = {
  state: State
  clock: Clock
  log: Log
  clients: Clients
  endpoints: ServiceEndpoints
  /** Addresses for HTTP APIs and for distributions, in their order, of the issuer and of the event API. */
  urls: { apis: string[]; distributions: string[]; issuer: string; realtime: string }
  /** Variables of every function beside those of the template. */
  environment: Record<string, string>
  /** How a function is called in the log. */
  label(facts: FunctionFacts): string
  functions: Functions
  bus: Bus
  schedules: Schedules
  stateMachines: StateMachines
  pool: UserPool
  /** The actions that each role of the templates allows, by the role's name. */
  roles: Map<string, string[]>
  /** Where the words of the mail service go, by the name of the configuration set. */
  mailDestinations: MailDestinations
  apis: HttpApi[]
  eventApi: EventApi
  distributions: Distribution[]
  /** Started when everything is there. */
  sources: Source[]
}

export type PlatformType = ResourceType<Platform>

/** `resourceType`, with what this runner has ready. */
export const resourceType = <S extends z.ZodRawShape>(definition: Definition<Platform, S>): PlatformType =>
  define(definition)
