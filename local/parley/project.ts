import type { Project } from '../runner/project.ts'
import { type ConfigurationSets, configurationSetType } from './carrier/configuration-set.ts'
import { demoUsers } from './demo.ts'
import { functionCode } from './function-code.ts'
import { tellHandset } from './portal/tell-handset.ts'
import { seed } from './seed.ts'
import { createSimulator } from './sim/simulator.ts'
import { simulateCarrier } from './simulate.ts'

export type Endpoints = Record<
  'portal' | 'api' | 'realtime' | 'handset' | 'widget' | 'sim' | 'issuer',
  string
>

/** Where people and programs find what runs. */
export const endpointsOf = (url: (port: string) => string): Endpoints => ({
  portal: url('portal'),
  api: url('api'),
  realtime: `${url('realtime').replace('http', 'ws')}/event/realtime`,
  handset: `${url('sim')}/handset`,
  widget: `${url('sim')}/widget-demo`,
  sim: url('sim'),
  issuer: url('issuer'),
})

/** What Parley adds to the runner: ports, people, the carrier with its phones, and the first data. */
export const createProject = (): Project => {
  const configurationSets: ConfigurationSets = new Map()
  return {
    ports: ['portal', 'api', 'realtime', 'sim', 'issuer', 'aws', 'dynamodb', 'queues', 'carriers', 'public'],
    apiPorts: ['public', 'api'],
    distributionPorts: ['portal'],
    addresses: endpointsOf,
    // Functions find the carriers with accounts and Turnstile here; on AWS nothing has these names.
    environment: (url) => ({
      TWILIO_API_URL: `${url('carriers')}/twilio`,
      FLOWROUTE_API_URL: `${url('carriers')}/flowroute`,
      TURNSTILE_API_URL: `${url('sim')}/turnstile/v0`,
      // Events may be posted to this machine.
      LOCAL_WEBHOOKS: 'allowed',
      // And pushes.
      LOCAL_PUSHES: 'allowed',
    }),
    users: demoUsers,
    types: { 'AWS::SMSVOICE::ConfigurationSet': configurationSetType(configurationSets) },
    // The description is "Parley local: send-part"; its end is the name of the function's folder.
    label: ({ name, description }) => description?.split(': ').at(-1) ?? name,
    code: functionCode,
    simulate: (deployed) => {
      const { services, carriers, simulator, sendText, resume } = simulateCarrier(deployed, configurationSets)
      return {
        services,
        servers: { sim: createSimulator(simulator), carriers },
        sendText,
        resume,
      }
    },
    seed: async (deployed) => {
      await tellHandset(deployed, endpointsOf(deployed.url).handset)
      await seed(deployed)
    },
  }
}
