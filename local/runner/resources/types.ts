import { account } from '../core/clients.ts'
import { ignoredType } from '../template/resource-type.ts'
import { cloudfrontTypes } from './cloudfront.ts'
import { resourceServer, userPool, userPoolClient } from './cognito.ts'
import { customResource } from './custom-resource.ts'
import { table } from './dynamodb.ts'
import { eventApiTypes } from './event-api.ts'
import { eventBus, rule } from './events.ts'
import { httpApiTypes } from './http-api.ts'
import { eventSourceMapping, lambda } from './lambda.ts'
import type { PlatformType } from './platform.ts'
import { bucket } from './s3.ts'
import { schedule } from './schedule.ts'
import { mailTypes } from './ses.ts'
import { subscription, topic } from './sns.ts'
import { queue } from './sqs.ts'
import { stateMachine } from './state-machine.ts'

/** Every resource type that a template may have. What has no effect on this machine is listed all the same. */
export const createTypes = (): Record<string, PlatformType> => ({
  'AWS::CloudFormation::CustomResource': customResource,
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': userPoolClient,
  'AWS::Cognito::UserPoolResourceServer': resourceServer,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::EventBus': eventBus,
  'AWS::Events::Rule': rule,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Lambda::Function': lambda,
  'AWS::S3::Bucket': bucket,
  'AWS::SNS::Subscription': subscription,
  'AWS::SNS::Topic': topic,
  'AWS::SQS::Queue': queue,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::StepFunctions::StateMachine': stateMachine,
  ...cloudfrontTypes(),
  ...httpApiTypes(),
  ...eventApiTypes(),
  ...mailTypes,
  ...withoutEffect,
})

const withoutEffect: Record<string, PlatformType> = {
  'AWS::CDK::Metadata': ignoredType(),
  // There is nobody to alarm.
  'AWS::CloudWatch::Alarm': ignoredType(({ name }) => ({ Arn: `arn:aws:cloudwatch:::alarm:${name}` })),
  'AWS::CloudWatch::Dashboard': ignoredType(),
  'AWS::Logs::LogGroup': ignoredType(({ name }) => ({ Arn: `arn:aws:logs:::log-group:${name}:*` })),
  // Read before: functions may call what their roles allow.
  'AWS::IAM::Policy': ignoredType(),
  'AWS::IAM::Role': ignoredType(({ name }) => ({ Arn: `arn:aws:iam::${account}:role/${name}` })),
  // Nothing on this machine is encrypted.
  'AWS::KMS::Key': ignoredType(({ name }) => ({ Arn: `arn:aws:kms:::key/${name}` })),
  'AWS::Lambda::Permission': ignoredType(),
  'AWS::S3::BucketPolicy': ignoredType(),
  'AWS::Scheduler::ScheduleGroup': ignoredType(),
  'AWS::SNS::TopicPolicy': ignoredType(),
  'AWS::SQS::QueuePolicy': ignoredType(),
  'AWS::XRay::SamplingRule': ignoredType(),
  // Kept for audits and replays, which happen on AWS.
  'AWS::Events::Archive': ignoredType(({ name }) => ({ Arn: `arn:aws:events:::archive/${name}` })),
  // The local issuer knows its people and their groups itself.
  'AWS::Cognito::ManagedLoginBranding': ignoredType(),
  'AWS::Cognito::UserPoolDomain': ignoredType(),
  'AWS::Cognito::UserPoolGroup': ignoredType(),
}
