import { account } from '../runner/core/clients.ts'
import { createApiAnswer } from '../runner/http-api/http-api.ts'
import type { Deployed, Project } from '../runner/project.ts'
import { type ConfigurationSets, configurationSetType } from './carrier/configuration-set.ts'
import { demoUsers } from './demo.ts'
import { functionCode } from './function-code.ts'
import type { PortalBuild } from './portal/build-portal.ts'
import { createPortalServer } from './portal/serve-portal.ts'
import { seed } from './seed.ts'
import { createSimulator } from './sim/simulator.ts'
import { simulateCarrier } from './simulate.ts'

export type Endpoints = Record<'portal' | 'api' | 'realtime' | 'handset' | 'sim' | 'issuer', string>

/** Where people and programs find what runs. */
export const endpointsOf = (url: (port: string) => string): Endpoints => ({
  portal: url('portal'),
  api: url('api'),
  realtime: `${url('realtime').replace('http', 'ws')}/event/realtime`,
  handset: `${url('sim')}/handset`,
  sim: url('sim'),
  issuer: url('issuer'),
})

/** What Parley adds to the runner: ports, people, the carrier with its phones, and the first data. */
export const createProject = (build: Promise<PortalBuild>): Project => {
  const configurationSets: ConfigurationSets = new Map()
  return {
    ports: ['portal', 'api', 'realtime', 'sim', 'issuer', 'aws', 'dynamodb', 'queues'],
    addresses: endpointsOf,
    users: demoUsers,
    types: { 'AWS::SMSVOICE::ConfigurationSet': configurationSetType(configurationSets) },
    // The description is "Parley local: send-part"; its end is the name of the function's folder.
    label: ({ name, description }) => description?.split(': ').at(-1) ?? name,
    code: functionCode,
    simulate: (deployed) => {
      const { services, simulator, receipts } = simulateCarrier(deployed, configurationSets)
      return {
        services,
        servers: { sim: createSimulator(simulator), portal: servePortal(deployed, build) },
        resume: receipts.resume,
      }
    },
    seed,
  }
}

/** The portal has the API on its own origin; both have one answer. */
const servePortal = ({ apis, clock, functions, outputs, url }: Deployed, build: Promise<PortalBuild>) => {
  const [api] = apis
  if (!api) throw new Error('The template has no HTTP API.')
  const issuer = url('issuer')
  return createPortalServer({
    build,
    api: createApiAnswer(api, { clock, account, invoke: functions.invoke }),
    config: {
      api: '',
      issuer,
      authorization: `${issuer}/authorize`,
      token: `${issuer}/token`,
      revoke: `${issuer}/oauth2/revoke`,
      signOut: `${issuer}/logout`,
      clientId: String(outputs.PortalClientId),
      realtime: endpointsOf(url).realtime,
      handset: endpointsOf(url).handset,
    },
  })
}
