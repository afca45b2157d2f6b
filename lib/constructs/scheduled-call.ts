import { type CfnElement, type Duration, Stack, Validations } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import type { Construct } from 'constructs'
import type { ParleyFunction } from './parley-function.ts'

type ScheduledCall = { period: Duration; called: ParleyFunction; description: string }

/** Calls a function again and again. A call that fails is not repeated: the next one comes soon enough. */
export const callEvery = (scope: Construct, id: string, { period, called, description }: ScheduledCall) =>
  new Schedule(scope, id, {
    description,
    schedule: ScheduleExpression.rate(period),
    target: new LambdaInvoke(called.lambda, {
      retryAttempts: 0,
      role: createCaller(scope, `${id}Role`, called),
    }),
  })

const createCaller = (scope: Construct, id: string, { lambda }: ParleyFunction) => {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') })
  const logicalId = Stack.of(scope).getLogicalId(lambda.node.defaultChild as CfnElement)
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>:*]`,
    reason: 'Any version, but of this one function.',
  })
  return role
}
