import { z } from 'zod'
import { account, region } from '../core/clients.ts'
import type { Target } from '../events/deliveries.ts'
import { checkPattern } from '../events/pattern.ts'
import { resourceType } from './platform.ts'

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

/** AWS::Events::Rule, with an event pattern, a schedule or both */
export const rule = resourceType({
  uses: {
    EventBusName: z.string().optional(),
    EventPattern: z.record(z.string(), z.unknown()).optional(),
    Name: z.string().optional(),
    ScheduleExpression: z.string().optional(),
    State: z.enum(['ENABLED', 'DISABLED']).optional(),
    Targets: z.array(target).optional(),
  },
  ignores: ['Description', 'RoleArn', 'Tags'],
  create: (properties, resource, { bus, schedules }) => {
    const {
      EventBusName = 'default',
      EventPattern,
      Name = resource.name,
      ScheduleExpression,
      State,
    } = properties
    const path = EventBusName === 'default' ? Name : `${EventBusName.split('/').at(-1)}/${Name}`
    const arn = `arn:aws:events:${region}:${account}:rule/${path}`
    const targets = (properties.Targets ?? []).map(toTarget)
    if (State !== 'DISABLED') {
      if (EventPattern) checkPattern(EventPattern)
      if (EventPattern) bus.addRule({ name: Name, bus: EventBusName, pattern: EventPattern, targets })
      if (ScheduleExpression) schedules.add({ arn, expression: ScheduleExpression, targets })
    }
    return { ref: Name, attributes: { Arn: arn } }
  },
})

/** AWS tries for a day. */
const mostRetries = 5

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
  retries: Math.min(given.RetryPolicy?.MaximumRetryAttempts ?? 2, mostRetries),
})
