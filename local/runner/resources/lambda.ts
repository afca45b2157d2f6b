import { z } from 'zod'
import { account, region } from '../core/clients.ts'
import type { Log } from '../core/log.ts'
import { createQueueSource } from '../event-source/queue.ts'
import { createStreamSource } from '../event-source/stream.ts'
import { checkPattern, type Pattern } from '../events/pattern.ts'
import { functionEnvironment } from '../lambda/environment.ts'
import { FunctionError } from '../lambda/functions.ts'
import { TemplateError } from '../template/error.ts'
import { type Platform, resourceType } from './platform.ts'
import { queueUrlOf } from './sqs.ts'

/** Instances of a function that run at once, at most: a machine at a desk has few processors. */
const mostInstances = 4

/** AWS::Lambda::Function */
export const lambda = resourceType({
  uses: {
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Description: z.string().optional(),
    Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }).optional(),
    FunctionName: z.string().optional(),
    Handler: z.string(),
    MemorySize: z.number().optional(),
    ReservedConcurrentExecutions: z.number().optional(),
    Role: z.string(),
    Runtime: z.string().startsWith('nodejs'),
    Timeout: z.number().optional(),
  },
  ignores: ['Architectures', 'EphemeralStorage', 'LoggingConfig', 'RecursiveLoop', 'Tags', 'TracingConfig'],
  create: (properties, resource, { functions, endpoints, environment, label, roles }) => {
    const name = properties.FunctionName ?? resource.name
    const arn = `arn:aws:lambda:${region}:${account}:function:${name}`
    const memoryMegabytes = properties.MemorySize ?? 128
    functions.add({
      name,
      arn,
      label: label({ name, description: properties.Description }),
      memoryMegabytes,
      allowed: roles.get(properties.Role.split('role/')[1] ?? ''),
      directory: resource.asset(properties.Code.S3Key),
      handler: properties.Handler,
      environment: functionEnvironment(
        { name, memoryMegabytes },
        { ...environment, ...properties.Environment?.Variables },
        endpoints,
      ),
      timeoutSeconds: properties.Timeout ?? 3,
      limit: Math.min(properties.ReservedConcurrentExecutions ?? mostInstances, mostInstances),
    })
    return { ref: name, attributes: { Arn: arn } }
  },
})

const pattern = z.string().transform((text) => {
  const parsed: Pattern = JSON.parse(text)
  checkPattern(parsed)
  return parsed
})

/** AWS::Lambda::EventSourceMapping, of queues and of tables' streams */
export const eventSourceMapping = resourceType({
  uses: {
    BatchSize: z.number().optional(),
    BisectBatchOnFunctionError: z.boolean().optional(),
    DestinationConfig: z
      .strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).optional() })
      .optional(),
    Enabled: z.boolean().optional(),
    EventSourceArn: z.string(),
    FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: pattern })) }).optional(),
    FunctionName: z.string(),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).optional(),
    MaximumBatchingWindowInSeconds: z.number().optional(),
    MaximumRecordAgeInSeconds: z.number().optional(),
    MaximumRetryAttempts: z.number().optional(),
    ScalingConfig: z.strictObject({ MaximumConcurrency: z.number() }).optional(),
    StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
  },
  // One batch of a shard at a time keeps more order than AWS promises, not less.
  ignores: ['MetricsConfig', 'ParallelizationFactor', 'Tags'],
  create: (properties, resource, platform) => {
    const service = properties.EventSourceArn.split(':')[2]
    const source = service === 'sqs' ? queueSource : service === 'dynamodb' ? streamSource : undefined
    if (!source)
      throw new TemplateError(`Property EventSourceArn: events of ${service} are not understood locally.`)
    if (properties.Enabled ?? true) platform.sources.push(source(properties, platform))
    return { ref: resource.name }
  },
})

type Mapping = {
  BatchSize?: number
  BisectBatchOnFunctionError?: boolean
  DestinationConfig?: { OnFailure?: { Destination: string } }
  EventSourceArn: string
  FilterCriteria?: { Filters: { Pattern: Pattern }[] }
  FunctionName: string
  FunctionResponseTypes?: string[]
  MaximumBatchingWindowInSeconds?: number
  MaximumRecordAgeInSeconds?: number
  MaximumRetryAttempts?: number
  ScalingConfig?: { MaximumConcurrency: number }
  StartingPosition?: string
}

const filtersOf = ({ FilterCriteria }: Mapping) => FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? []

/** What a function threw is in the log already. */
const report = (log: Log, source: string, { FunctionName }: Mapping, error: unknown) => {
  if (!(error instanceof FunctionError)) log(source, `${FunctionName}: ${error}`, 'error')
}

const trigger = ({ Records }: { Records: unknown[] }, source: string) =>
  `${Records.length} ${Records.length === 1 ? 'record' : 'records'} of a ${source}`

const queueSource = (mapping: Mapping, { clients, endpoints, functions, clock, log }: Platform) => {
  const limit = functions.limit(mapping.FunctionName)
  return createQueueSource(
    {
      queueUrl: queueUrlOf(mapping.EventSourceArn, endpoints),
      queueArn: mapping.EventSourceArn,
      batchSize: mapping.BatchSize ?? 10,
      windowSeconds: mapping.MaximumBatchingWindowInSeconds ?? 0,
      filters: filtersOf(mapping),
      reportsFailures: mapping.FunctionResponseTypes !== undefined,
      concurrency: Math.min(mapping.ScalingConfig?.MaximumConcurrency ?? limit, limit),
      region,
    },
    {
      sqs: clients.sqs,
      clock,
      invoke: (event) => functions.invoke(mapping.FunctionName, event, trigger(event, 'queue')),
      report: (error) => report(log, 'queues', mapping, error),
    },
  )
}

const streamSource = (mapping: Mapping, { clients, endpoints, functions, state, clock, log }: Platform) => {
  const failureArn = mapping.DestinationConfig?.OnFailure?.Destination
  return createStreamSource(
    {
      streamArn: mapping.EventSourceArn,
      functionArn: mapping.FunctionName,
      batchSize: mapping.BatchSize ?? 100,
      fromStart: mapping.StartingPosition === 'TRIM_HORIZON',
      reportsFailures: mapping.FunctionResponseTypes !== undefined,
      bisects: mapping.BisectBatchOnFunctionError ?? false,
      maximumRetries: mapping.MaximumRetryAttempts ?? -1,
      maximumAgeSeconds: mapping.MaximumRecordAgeInSeconds ?? -1,
      windowSeconds: mapping.MaximumBatchingWindowInSeconds ?? 0,
      filters: filtersOf(mapping),
      ...(failureArn && { failureQueueUrl: queueUrlOf(failureArn, endpoints) }),
    },
    {
      ...clients,
      state,
      clock,
      invoke: (event) => functions.invoke(mapping.FunctionName, event, trigger(event, 'stream')),
      report: (error) => report(log, 'stream', mapping, error),
    },
  )
}
