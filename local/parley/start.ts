import type { ServiceEndpoints } from '../runner/core/clients.ts'
import { createConsoleLog, silent } from '../runner/core/log.ts'
import type { Deployed } from '../runner/project.ts'
import { startRunner } from '../runner/start.ts'
import { createProject, type Endpoints, endpointsOf } from './project.ts'
import { synthesize } from './synthesize.ts'

export type LocalSettings = {
  /** The base port; 0 takes free ones. Default 4000. */
  port?: number
  /** Default `.local/data` */
  dataDir?: string
  /** Begin without the data of earlier runs. */
  fresh?: boolean
  /** Print nothing. */
  quiet?: boolean
  /** Print more: what functions log, calls of AWS services, stacks. */
  verbose?: boolean
  /** Load every function at the start. Default: yes. */
  warm?: boolean
  /** Take up changes of the code. Default: no, the deployed bundles run as they are. */
  watch?: boolean
  /** A file for the endpoints, there while everything runs. */
  addressesFile?: string
  /** A cloud assembly of the stage `local` that is ready. Without it one is made. */
  assembly?: string
}

export type LocalParley = Pick<Deployed, 'outputs'> & {
  endpoints: Endpoints
  services: ServiceEndpoints
  stop(): Promise<void>
}

/** Runs the whole system on this machine; settles when everything answers. */
export const startLocal = async (settings: LocalSettings = {}): Promise<LocalParley> => {
  const { port = 4000, dataDir = '.local/data', fresh = false, quiet = false, verbose = false } = settings
  const runner = await startRunner({
    ...{ port, dataDir, fresh },
    assembly: settings.assembly ?? synthesize,
    project: createProject(),
    log: quiet ? silent : createConsoleLog(verbose),
    endpoints: servicesElsewhere(process.env),
    watch: settings.watch,
    warm: settings.warm,
    addressesFile: settings.addressesFile,
  })
  const { outputs, stop, url } = runner
  return { endpoints: endpointsOf(url), services: runner.endpoints, outputs, stop }
}

/** Services that the environment puts in the place of emulators. */
const servicesElsewhere = (env: NodeJS.ProcessEnv): Partial<ServiceEndpoints> => ({
  ...(env.PARLEY_DYNAMODB_ENDPOINT && { dynamodb: env.PARLEY_DYNAMODB_ENDPOINT }),
  ...(env.PARLEY_SQS_ENDPOINT && { sqs: env.PARLEY_SQS_ENDPOINT }),
  ...(env.PARLEY_SNS_ENDPOINT && { sns: env.PARLEY_SNS_ENDPOINT }),
  ...(env.PARLEY_S3_ENDPOINT && { s3: env.PARLEY_S3_ENDPOINT }),
})
