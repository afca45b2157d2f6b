import type { CodeSource } from './code/hot-reload.ts'
import type { Operations } from './core/aws-endpoint.ts'
import type { Answer } from './core/http.ts'
import type { User } from './identity/users.ts'
import type { FunctionFacts } from './lambda/protocol.ts'
import type { Platform, PlatformType } from './resources/platform.ts'
import type { Outputs } from './template/deploy.ts'

/** What a project adds to the runner, which knows nothing of it. Everything may be left out. */
export type Project = {
  /** Names of ports, counted up from the base port in this order; those that the runner needs may be among them. */
  ports?: string[]
  /** Names of the ports of the HTTP APIs, in the order of the template. Default: one, `api`. */
  apiPorts?: string[]
  /** Names of the ports of the distributions of CloudFront, in the order of the template. Default: none. */
  distributionPorts?: string[]
  /** Who can sign in. */
  users?: User[]
  /** Resource types beside those that the runner knows. */
  types?: Record<string, PlatformType>
  /** Addresses that people and other programs are told, by name. */
  addresses?(url: Deployed['url']): Record<string, string>
  /** Variables of every function beside those that the template and the runner give it. */
  environment?(url: Deployed['url']): Record<string, string>
  /** How a function is called in the log. Default: its name. */
  label?(facts: FunctionFacts): string
  /** Where the code of functions comes from, for runs that watch it. */
  code?: CodeSource
  /** Called when every resource is there, before any event flows. */
  simulate?(deployed: Deployed): Simulation
  /** Called last: everything runs. */
  seed?(deployed: Deployed): Promise<void>
}

/** What runs, as a project's own parts see it. */
export type Deployed = Platform & {
  outputs: Outputs
  dataDir: string
  /** The address of a port. */
  url(port: string): string
}

/** What a project plays itself of the world around its functions. */
export type Simulation = {
  /** Operations of AWS services, which functions reach at the endpoints in their environment. */
  services?: Operations
  /** HTTP servers by the names of their ports. */
  servers?: Record<string, Answer>
  /** Takes a text of the sign-in to a phone. */
  sendText?(to: string, body: string): void
  /** Goes on with what an earlier run left unfinished. */
  resume?(): void
}
