import { z } from 'zod'
import { account, region } from '../clients.ts'
import type { Target } from '../events/deliveries.ts'
import { resourceType } from './local.ts'

/** AWS::Events::EventBus */
export const eventBus = resourceType({
  uses: { Name: z.string() },
  ignores: ['DeadLetterConfig', 'Description', 'KmsKeyIdentifier', 'LogConfig', 'Policy', 'Tags'],
  create: ({ Name }, _, { bus }) => {
    bus.addBus(Name)
    return { ref: Name, attributes: { Name, Arn: `arn:aws:events:${region}:${account}:event-bus/${Name}` } }
  },
})

const target = z.strictObject({
  Arn: z.string(),
  Id: z.string(),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() })
    .optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.number().optional(),
      MaximumEventAgeInSeconds: z.number().optional(),
    })
    .optional(),
  RoleArn: z.string().optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
})

/** AWS::Events::Rule, with an event pattern */
export const rule = resourceType({
  uses: {
    EventBusName: z.string().optional(),
    EventPattern: z.record(z.string(), z.unknown()),
    Name: z.string().optional(),
    State: z.enum(['ENABLED', 'DISABLED']).optional(),
    Targets: z.array(target).optional(),
  },
  ignores: ['Description', 'RoleArn', 'Tags'],
  create: ({ EventBusName = 'default', EventPattern, Name, State, Targets = [] }, resource, { bus }) => {
    const name = Name ?? resource.name
    if (State !== 'DISABLED')
      bus.addRule({ name, bus: EventBusName, pattern: EventPattern, targets: Targets.map(toTarget) })
    const path = EventBusName === 'default' ? name : `${EventBusName.split('/').at(-1)}/${name}`
    return { ref: name, attributes: { Arn: `arn:aws:events:${region}:${account}:rule/${path}` } }
  },
})

const toTarget = (given: z.infer<typeof target>): Target => ({
  arn: given.Arn,
  input: given.Input,
  inputPath: given.InputPath,
  inputTransformer: given.InputTransformer && {
    paths: given.InputTransformer.InputPathsMap,
    template: given.InputTransformer.InputTemplate,
  },
  messageGroupId: given.SqsParameters?.MessageGroupId,
  deadLetterArn: given.DeadLetterConfig?.Arn,
})
