import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  type CfnStage,
  type HttpApi,
  type HttpRoute,
  type HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { addAlarm } from './alarm.ts'
import type { ConstructContext } from './parley-function.ts'

/** Requests a second of each route, and how many may come at once. */
type Throttle = { rate: number; burst: number }

type ServedBy = ConstructContext & {
  throttle: Throttle
  /** What users notice when the API answers with errors. */
  notice: string
}

/** Puts an HTTP API on the air: with a limit, an access log without paths, and an alarm for its errors. */
export const addApiStage = (
  scope: Construct,
  api: HttpApi,
  { stage, alarmTopic, throttle, notice }: ServedBy,
): HttpStage => {
  const removalPolicy = stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
  const logGroup = new LogGroup(scope, 'AccessLog', { retention: stage.logRetentionDays, removalPolicy })
  const served = api.addStage('Stage', {
    autoDeploy: true,
    throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLogFormat },
  })
  // The function answers a failure with a 500, which is no error to Lambda.
  addAlarm(scope, 'ServerErrors', {
    metric: served.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
    above: 0,
    notice,
    alarmTopic,
  })
  return served
}

/**
 * Gives some routes of a stage, such as `GET /media/{token}`, limits of their own. `added`: the routes that must be there before, since
 * API Gateway refuses limits of others.
 */
export const limitRoutes = (
  served: HttpStage,
  added: HttpRoute[],
  keys: string[],
  { rate, burst }: Throttle,
): void => {
  const stage = served.node.defaultChild as CfnStage
  const limits = { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }
  stage.routeSettings = Object.fromEntries(keys.map((key) => [key, limits]))
  stage.node.addDependency(...added)
}

/** The route, never the path or the query: those may hold a phone number, or what opens a customer's page. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    status: '$context.status',
    responseLength: '$context.responseLength',
    latency: '$context.responseLatency',
    integrationLatency: '$context.integrationLatency',
    client: '$context.authorizer.claims.client_id',
    authorizerError: '$context.authorizer.error',
    error: '$context.error.messageString',
  }),
)
