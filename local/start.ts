import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { atMost } from './at-most.ts'
import { createAwsEndpoint } from './aws-endpoint.ts'
import { startCarrier } from './carrier/start.ts'
import { account, createClients, destroyClients, type ServiceEndpoints } from './clients.ts'
import { createClock } from './clock.ts'
import { startEmulators } from './emulators/start.ts'
import { createBus } from './events/bus.ts'
import { createDeliveries } from './events/deliveries.ts'
import { createHandover } from './events/hand-over.ts'
import { createSchedules } from './events/schedules.ts'
import { serve } from './http.ts'
import { createApiAnswer } from './http-api/http-api.ts'
import { startIssuer } from './identity/issuer.ts'
import { createUserPool } from './identity/user-pool.ts'
import { createFunctions } from './lambda/functions.ts'
import { createLog } from './log.ts'
import { choosePorts } from './ports.ts'
import { deployTemplates } from './resources/deploy.ts'
import type { Local } from './resources/local.ts'
import { seed } from './seed.ts'
import { createSimulator } from './sim/simulator.ts'
import { openState } from './state.ts'
import { createStateMachines } from './state-machines/state-machines.ts'
import { createStops, type Stops } from './stops.ts'
import { synthesize } from './synthesize.ts'
import { readAssembly } from './template/assembly.ts'
import type { Outputs } from './template/deploy.ts'

export type LocalSettings = {
  /** The base port; 0 takes free ones. Default 4000. */
  port?: number
  /** Default `.local/data` */
  dataDir?: string
  /** Begin without the data of earlier runs. */
  fresh?: boolean
  /** Print nothing. */
  quiet?: boolean
  /** A cloud assembly of the stage `local` that is ready. Without it one is made. */
  assembly?: string
}

export type Endpoints = { api: string; handset: string; sim: string; issuer: string }

export type LocalParley = {
  endpoints: Endpoints
  services: ServiceEndpoints
  outputs: Outputs
  stop(): Promise<void>
}

/** Runs the whole system on this machine; settles when everything answers. */
export const startLocal = async (settings: LocalSettings = {}): Promise<LocalParley> => {
  const stops = createStops()
  try {
    return { ...(await start(settings, stops)), stop: stops.run }
  } catch (error) {
    await stops.run()
    throw error
  }
}

const start = async (settings: LocalSettings, stops: Stops) => {
  const ground = await prepare(settings, stops)
  const { local, deliveries } = await createLocal(ground, stops)
  const outputs = await deployTemplates(readAssembly(ground.assembly), local)
  const { sim, resumeReceipts } = await openServers(local, outputs, ground, stops)
  await local.functions.warm()
  startSources(local, stops)
  deliveries.resume()
  local.stateMachines.resume()
  resumeReceipts()
  const services = local.endpoints
  await seed({ services, outputs })
  const endpoints = { api: local.urls.api, handset: `${sim}/handset`, sim, issuer: local.urls.issuer }
  return { endpoints, services, outputs }
}

/** What everything else stands on: data, ports, the clock, the emulators, and the templates. */
const prepare = async (settings: LocalSettings, stops: Stops) => {
  const { port = 4000, fresh = false, quiet = false } = settings
  const dataDir = resolve(settings.dataDir ?? '.local/data')
  if (fresh) await rm(dataDir, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true })
  const ports = await choosePorts(port)
  const state = openState(dataDir)
  stops.add(async () => state.close())
  const clock = createClock(state)
  const assembly = settings.assembly ?? join(dataDir, 'assembly')
  const [services] = await Promise.all([
    startEmulators(ports, dataDir, clock, stops),
    settings.assembly === undefined && synthesize(assembly),
  ])
  return { dataDir, ports, log: createLog(quiet), state, clock, assembly, services }
}

type Ground = Awaited<ReturnType<typeof prepare>>

const createLocal = async ({ ports, log, state, clock, services }: Ground, stops: Stops) => {
  const clients = createClients(services)
  stops.add(async () => destroyClients(clients))
  const functions = createFunctions(clock, log)
  stops.add(functions.stop)
  const stateMachines = createStateMachines({ state, clock, functions, log })
  stops.add(stateMachines.stop)
  const handOver = createHandover({ functions, stateMachines, clients, services })
  const deliveries = createDeliveries(state, handOver, log)
  const pool = createUserPool()
  const issuer = await startIssuer(ports.issuer, state, pool)
  stops.add(issuer.stop)
  const local: Local = {
    ...{ state, clock, log, clients, functions, pool, stateMachines },
    endpoints: services,
    urls: { api: `http://127.0.0.1:${ports.api}`, issuer: issuer.url },
    bus: createBus(clock, deliveries),
    schedules: createSchedules(clock, deliveries),
    apis: [],
    configurationSets: new Map(),
    sources: [],
  }
  return { local, deliveries }
}

/** The API, the simulator, and the services of AWS that the runner plays itself. */
const openServers = async (local: Local, outputs: Outputs, { ports, dataDir }: Ground, stops: Stops) => {
  const sim = `http://127.0.0.1:${ports.sim}`
  const { operations, simulator, receipts } = startCarrier({ ...local, outputs, dataDir, url: sim })
  const { clock, functions, bus, stateMachines, log } = local
  const awsOperations = { 'AWSEvents.PutEvents': bus.putEvents, ...stateMachines.operations, ...operations }
  const [api] = local.apis
  if (!api) throw new Error('The template has no HTTP API.')
  const servers = await Promise.all([
    serve(ports.aws, createAwsEndpoint(awsOperations, log)),
    serve(ports.sim, createSimulator(simulator)),
    serve(ports.api, createApiAnswer(api, { clock, account, invoke: functions.invoke })),
  ])
  for (const server of servers) stops.add(server.stop)
  return { sim, resumeReceipts: receipts.resume }
}

/** Longer than this nobody waits for a stop, whatever hangs. */
const stopSeconds = 2

const startSources = ({ sources, schedules, clock }: Local, stops: Stops) => {
  for (const source of sources) {
    clock.beforeTravel(source.settle)
    source.start()
  }
  stops.add(() => atMost(stopSeconds, Promise.all(sources.map((source) => source.stop()))))
  schedules.start()
  stops.add(async () => schedules.stop())
}
