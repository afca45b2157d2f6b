import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createDistributionAnswer } from './cloudfront/distribution.ts'
import { type CodeSource, startHotReload } from './code/hot-reload.ts'
import { removeAddresses, writeAddresses } from './core/addresses-file.ts'
import { atMost } from './core/at-most.ts'
import { createAwsEndpoint, type Operations } from './core/aws-endpoint.ts'
import { account, createClients, destroyClients, type ServiceEndpoints } from './core/clients.ts'
import { createClock } from './core/clock.ts'
import { type Answer, requestLog, serve } from './core/http.ts'
import { emptyDirectory, lockDirectory } from './core/lock.ts'
import { type Log, silent, step } from './core/log.ts'
import { choosePorts, ownPorts, type Ports } from './core/ports.ts'
import { openState } from './core/state.ts'
import { createStops, type Stops } from './core/stops.ts'
import { createMailService } from './email/mail-service.ts'
import { startEmulators } from './emulators/start.ts'
import { createEventApi } from './event-api/event-api.ts'
import { serveEventApi } from './event-api/serve.ts'
import { createBus } from './events/bus.ts'
import { createDeliveries, type Deliveries } from './events/deliveries.ts'
import { createSchedules } from './events/schedules.ts'
import { createTargetInvoker } from './events/target-invoker.ts'
import { createApiAnswer } from './http-api/http-api.ts'
import { createCognito } from './identity/cognito.ts'
import { startIssuer } from './identity/issuer.ts'
import { createUserPool } from './identity/user-pool.ts'
import { createFunctions } from './lambda/functions.ts'
import type { Deployed, Project, Simulation } from './project.ts'
import { deployTemplates } from './resources/deploy.ts'
import type { Platform } from './resources/platform.ts'
import { createSecretsManager } from './secrets/secrets-manager.ts'
import { createStateMachines } from './state-machines/state-machines.ts'
import { readAssembly } from './template/assembly.ts'

export type RunnerSettings = {
  /** A cloud assembly that is ready, or what writes one to a directory, as `cdk synth` does. */
  assembly: string | ((directory: string) => Promise<void>)
  project?: Project
  /** The base port; 0 takes free ones. */
  port: number
  /** The folder for all data that must outlive a restart. */
  dataDir: string
  /** Begin without the data of earlier runs. */
  fresh?: boolean
  log?: Log
  /** Load every function at the start, so that no first call waits for it. Default: yes. */
  warm?: boolean
  /** Give functions new code when it changes. */
  watch?: boolean
  /** Services that run elsewhere, in place of the emulators. */
  endpoints?: Partial<ServiceEndpoints>
  /** A file that holds the project's addresses as JSON while everything runs. */
  addressesFile?: string
}

export type Runner = Deployed & { addresses: Record<string, string>; stop(): Promise<void> }

/** Runs a synthesized CDK app on this machine; settles when everything answers. Throws a TemplateError, or an Error. */
export const startRunner = async (settings: RunnerSettings): Promise<Runner> => {
  const stops = createStops()
  try {
    return { ...(await start(settings, stops)), stop: stops.run }
  } catch (error) {
    await stops.run()
    throw error
  }
}

const start = async (settings: RunnerSettings, stops: Stops) => {
  const { project = {}, log = silent } = settings
  const prepared = await prepare(settings, project, log, stops)
  const { platform, deliveries } = await createPlatform(prepared, project, log, stops)
  const operations = await openAws(platform, prepared.ports, stops)
  const deployed = await deployProject(prepared, platform, project)
  const simulation = project.simulate?.(deployed) ?? {}
  Object.assign(operations, simulation.services)
  platform.pool.sendText = simulation.sendText
  await openServers(deployed, simulation, project, prepared.ports, stops)
  stops.add((await serveEventApi(Number(prepared.ports.realtime), deployed)).stop)
  if (settings.watch && project.code) await watchCode(deployed, project.code, stops)
  if (settings.warm ?? true) await step(log, 'Loading the functions', () => platform.functions.warm())
  startSources(platform, stops)
  resume(platform, deliveries, simulation)
  if (project.seed) await step(log, 'Writing the first data', async () => project.seed?.(deployed))
  const addresses = project.addresses?.(deployed.url) ?? {}
  await tellAddresses(settings.addressesFile, addresses, stops)
  return { ...deployed, addresses }
}

const apiPortsOf = ({ apiPorts = ['api'] }: Project) => apiPorts
const distributionPortsOf = ({ distributionPorts = [] }: Project) => distributionPorts

/** Prepares data, ports, the clock, the emulators and the templates. */
const prepare = async (settings: RunnerSettings, project: Project, log: Log, stops: Stops) => {
  const { dataDir, ports } = await reserve(settings, project, stops)
  const state = openState(dataDir)
  stops.add(async () => state.close())
  const clock = createClock(state)
  clock.afterTravel(() => log('clock', `It is ${new Date(clock.now()).toISOString()}.`))
  const [services, assembly] = await Promise.all([
    step(log, 'Starting the emulators', () =>
      startEmulators(ports, dataDir, clock, stops, settings.endpoints),
    ),
    readyAssembly(settings.assembly, join(dataDir, 'assembly'), log),
  ])
  return { dataDir, ports, state, clock, assembly, services }
}

/** Locks the folder and finds the ports before it touches anything that another run may use. */
const reserve = async (settings: RunnerSettings, project: Project, stops: Stops) => {
  const dataDir = resolve(settings.dataDir)
  const lock = lockDirectory(dataDir)
  stops.add(async () => lock.release())
  const names = new Set([
    ...(project.ports ?? []),
    ...apiPortsOf(project),
    ...distributionPortsOf(project),
    ...ownPorts,
  ])
  const ports: Ports = await choosePorts(settings.port, [...names])
  if (settings.addressesFile) await rm(settings.addressesFile, { force: true })
  if (settings.fresh) await emptyDirectory(dataDir)
  return { dataDir, ports }
}

const readyAssembly = async (assembly: RunnerSettings['assembly'], directory: string, log: Log) => {
  if (typeof assembly === 'string') return assembly
  await rm(directory, { recursive: true, force: true })
  await step(log, 'Synthesizing the app', () => assembly(directory))
  return directory
}

const deployProject = async (
  { assembly, ports, dataDir }: Prepared,
  platform: Platform,
  project: Project,
): Promise<Deployed> => {
  const stacks = readAssembly(assembly)
  const count = stacks.reduce((sum, { template }) => sum + Object.keys(template.Resources ?? {}).length, 0)
  const outputs = await step(platform.log, `Deploying ${count} resources of ${stacks.length} stacks`, () =>
    deployTemplates(stacks, platform, project.types),
  )
  return { ...platform, outputs, dataDir, url: (name) => `http://127.0.0.1:${ports[name]}` }
}

const watchCode = async ({ functions, dataDir, log }: Deployed, source: CodeSource, stops: Stops) => {
  const hotReload = await startHotReload({ functions, source, directory: join(dataDir, 'code'), log })
  stops.add(hotReload.stop)
}

const tellAddresses = async (file: string | undefined, addresses: Record<string, string>, stops: Stops) => {
  if (!file) return
  await writeAddresses(file, addresses)
  stops.add(() => removeAddresses(file, addresses))
}

type Prepared = Awaited<ReturnType<typeof prepare>>

const createPlatform = async (
  { ports, state, clock, services }: Prepared,
  project: Project,
  log: Log,
  stops: Stops,
) => {
  const clients = createClients(services)
  stops.add(async () => destroyClients(clients))
  const functions = createFunctions(clock, log)
  stops.add(functions.stop)
  const stateMachines = createStateMachines({ state, clock, functions, log })
  stops.add(stateMachines.stop)
  const invokeTarget = createTargetInvoker({ functions, stateMachines, clients, services })
  const deliveries = createDeliveries(state, invokeTarget, log)
  const pool = createUserPool(state, project.users)
  const issuer = await startIssuer(Number(ports.issuer), state, pool, log)
  stops.add(issuer.stop)
  const urlOf = (name: string) => `http://127.0.0.1:${ports[name]}`
  const platform: Platform = {
    ...{ state, clock, log, clients, functions, pool, stateMachines },
    endpoints: services,
    urls: {
      apis: apiPortsOf(project).map(urlOf),
      distributions: distributionPortsOf(project).map(urlOf),
      issuer: issuer.url,
      realtime: `127.0.0.1:${ports.realtime}`,
    },
    environment: project.environment?.(urlOf) ?? {},
    label: project.label ?? (({ name }) => name),
    bus: createBus(clock, deliveries),
    schedules: createSchedules(clock, deliveries),
    apis: [],
    eventApi: createEventApi(),
    distributions: [],
    roles: new Map(),
    mailDestinations: new Map(),
    sources: [],
  }
  return { platform, deliveries }
}

/**
 * The services of AWS that the runner plays itself: functions ask them from the deployment on. Those of the project are added
 * to what it gives.
 */
const openAws = async (platform: Platform, ports: Ports, stops: Stops): Promise<Operations> => {
  const { bus, stateMachines, pool, state, log, clock, clients, mailDestinations } = platform
  const operations: Operations = {
    'AWSEvents.PutEvents': bus.putEvents,
    ...stateMachines.operations,
    ...createCognito(pool, state),
    ...createSecretsManager(state),
    ...createMailService({ state, clock, sns: clients.sns, destinations: mailDestinations }),
  }
  const aws = await serve(Number(ports.aws), createAwsEndpoint(operations, log))
  stops.add(aws.stop)
  return operations
}

/** What answers over HTTP, and the project's own servers. */
const openServers = async (
  platform: Platform,
  { servers = {} }: Simulation,
  project: Project,
  ports: Ports,
  stops: Stops,
) => {
  const { log } = platform
  const answers = [...Object.entries(servers), ...answersOfTemplate(platform, project)]
  await Promise.all(
    answers.map(async ([name, answer]) =>
      stops.add((await serve(Number(ports[name]), answer, requestLog(log, name))).stop),
    ),
  )
}

/** The HTTP APIs and the distributions of the template, each with the name of its port. */
const answersOfTemplate = (
  { clock, functions, apis, distributions, clients: { s3 } }: Platform,
  project: Project,
): [string, Answer][] => {
  const byId = new Map(
    apis.map((api) => [api.id, createApiAnswer(api, { clock, account, invoke: functions.invoke })]),
  )
  const api = (id: string) => {
    const found = byId.get(id)
    if (found) return found
    throw new Error(`No HTTP API ${id}.`)
  }
  return [
    ...apis.map(({ id }, index): [string, Answer] => [String(apiPortsOf(project)[index]), api(id)]),
    ...distributions.map((distribution, index): [string, Answer] => [
      String(distributionPortsOf(project)[index]),
      createDistributionAnswer(distribution, { s3, api }),
    ]),
  ]
}

/** A stop waits no longer than this for sources that hang. */
const stopSeconds = 2

const startSources = ({ sources, schedules, clock }: Platform, stops: Stops) => {
  for (const source of sources) {
    clock.beforeTravel(source.settle)
    source.start()
  }
  stops.add(() => atMost(stopSeconds, Promise.all(sources.map((source) => source.stop()))))
  schedules.start()
  stops.add(async () => schedules.stop())
}

const resume = (platform: Platform, deliveries: Deliveries, simulation: Simulation) => {
  deliveries.resume()
  platform.stateMachines.resume()
  simulation.resume?.()
}
