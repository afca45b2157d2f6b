import { z } from 'zod'
import { account, region } from '../core/clients.ts'
import { resourceType } from './platform.ts'

/** AWS::Scheduler::Schedule, of functions, queues and state machines */
export const schedule = resourceType({
  uses: {
    GroupName: z.string().optional(),
    Name: z.string().optional(),
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z.string().optional(),
    State: z.enum(['ENABLED', 'DISABLED']).optional(),
    Target: z.strictObject({
      Arn: z.string(),
      DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
      Input: z.string().optional(),
      RetryPolicy: z
        .strictObject({
          MaximumEventAgeInSeconds: z.number().optional(),
          MaximumRetryAttempts: z.number().optional(),
        })
        .optional(),
      RoleArn: z.string(),
    }),
  },
  ignores: ['Description', 'FlexibleTimeWindow', 'KmsKeyArn'],
  create: (properties, resource, { schedules }) => {
    const { GroupName = 'default', Name = resource.name, ScheduleExpression, State, Target } = properties
    const arn = `arn:aws:scheduler:${region}:${account}:schedule/${GroupName}/${Name}`
    if (State !== 'DISABLED')
      schedules.add({
        arn,
        expression: ScheduleExpression,
        timeZone: properties.ScheduleExpressionTimezone,
        targets: [
          { arn: Target.Arn, input: Target.Input ?? '{}', deadLetterArn: Target.DeadLetterConfig?.Arn },
        ],
      })
    return { ref: Name, attributes: { Arn: arn } }
  },
})
