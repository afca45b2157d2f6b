import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib'
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  type HttpStage,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IUserPool } from 'aws-cdk-lib/aws-cognito'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import {
  activationPath,
  adminResources,
  automationResources,
  casePaths,
  caseResources,
  jobResources,
  numberEditRoute,
  peopleResources,
} from '#wiring/api.ts'
import { times } from '#wiring/times.ts'
import { addApiStage, limitRoutes } from '../constructs/api-stage.ts'
import { type AwsPlaces, letSetNumbers } from '../constructs/aws-carrier.ts'
import type { DashboardProps } from '../constructs/dashboard.ts'
import type { MediaBucket } from '../constructs/media-bucket.ts'
import { type ConstructContext, ParleyFunction } from '../constructs/parley-function.ts'
import { addPortalClient } from '../constructs/portal-client.ts'
import { PortalSite } from '../constructs/portal-site.ts'
import {
  everySecretAction,
  useCarrierSecrets,
  useTurnstileSecrets,
  useWebhookSecrets,
  useWidgetSecrets,
} from '../constructs/use-secrets.ts'
import type { Stage } from '../stage.ts'
import type { SignInStack } from './sign-in-stack.ts'
import { letAskForDeliveries } from './webhook-stack.ts'

type ApiStackProps = StackProps &
  ConstructContext & {
    table: ITable
    signIn: Pick<SignInStack, 'pool' | 'machineClientId' | 'url'>
    realtimeUrl: string
    media: MediaBucket
    /** Where uploaded pictures wait to be looked at. */
    mediaQueue: IQueue
    /** Where imports wait for their next page. */
    jobQueue: IQueue
    /** Where events wait for their way to endpoints. */
    webhookQueue: IQueue
    /** Where webhooks of carriers put what they bring. */
    queues: Record<'inbound' | 'receipts', IQueue>
    awsPlaces: AwsPlaces
    /** What answers customers, who do not sign in. */
    publicApi: HttpApi
  }

/** The HTTP API, who may call it, and the portal, which has it on its own origin. */
export class ApiStack extends Stack {
  readonly metrics: DashboardProps['api']
  readonly portal: { site: PortalSite; clientId: string }

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props)
    const { pool, machineClientId } = props.signIn
    const api = new HttpApi(this, 'Api', {
      apiName: `parley-${props.stage.name}`,
      corsPreflight: preflight(props.stage),
      createDefaultStage: false,
    })
    const site = new PortalSite(this, 'Site', {
      stage: props.stage,
      api,
      publicApi: props.publicApi,
      connect: [props.signIn.url, props.realtimeUrl, `${props.media.bucketRegionalDomainName}/`],
      // Without a protocol it is that of the page; with a slash it is whatever lies below.
      pictures: `${props.media.bucketRegionalDomainName}/`,
    })
    const clientId = addPortalClient(this, pool, [`${site.url}/`, ...props.stage.signInUrls])
    this.portal = { site, clientId }
    // An access token of Cognito has no `aud`: API Gateway then compares `client_id` with the audience.
    const authorizer = new HttpJwtAuthorizer('Token', pool.userPoolProviderUrl, {
      jwtAudience: [clientId, machineClientId],
    })
    const inbox = this.addFunction('Inbox', inboxApi, props)
    props.media.letLink(inbox)
    letUpload(inbox, props)
    addRoutes(api, ['/v1/{proxy+}'], inbox, authorizer)
    const admin = this.addFunction('Admin', adminApi, props)
    addRoutes(api, pathsOf(adminResources), admin, authorizer)
    useCarrierSecrets(admin, props.stage, ...everySecretAction)
    // They stay as long as the ledger names what was made with them.
    useWidgetSecrets(admin, props.stage, 'CreateSecret', 'GetSecretValue', 'PutSecretValue')
    useTurnstileSecrets(admin, props.stage, 'CreateSecret', 'DeleteSecret', 'PutSecretValue')
    // Texts are taken up again there, and a file counts from this bucket only.
    admin.setEnvironment({ MEDIA_BUCKET: props.media.bucketName, API_URL: api.apiEndpoint })
    const activation = this.addFunction('Activation', activateNumber, props)
    letSetNumbers(activation, props.awsPlaces)
    activation.setEnvironment({ MEDIA_BUCKET: props.media.bucketName })
    addRoutes(api, [activationPath], activation, authorizer, [HttpMethod.POST])
    const people = this.addFunction('People', peopleApi, props)
    letManageAccounts(people, pool)
    addRoutes(api, pathsOf(peopleResources), people, authorizer)
    addRoutes(api, [numberEditRoute.path], people, authorizer, [HttpMethod[numberEditRoute.method]])
    const cases = this.addFunction('Cases', casesApi, props)
    props.media.letLink(cases)
    letUpload(cases, props)
    addRoutes(api, [...pathsOf(caseResources), ...casePaths], cases, authorizer)
    const automation = this.addFunction('Automation', automationApi, props)
    useWebhookSecrets(automation, props.stage, ...everySecretAction)
    letAskForDeliveries(automation, props.webhookQueue)
    addRoutes(api, pathsOf(automationResources), automation, authorizer)
    const jobs = this.addFunction('Jobs', jobsApi, props)
    letStartJobs(jobs, props)
    addRoutes(api, pathsOf(jobResources), jobs, authorizer)
    // Texts lead customers to their pages, agents to the portal.
    for (const one of [inbox, admin, cases, automation]) one.setEnvironment({ PORTAL_URL: site.url })
    addDescription(api, new ParleyFunction(this, 'Description', { ...props, ...describeApi }))
    const webhooks = addWebhooks(this, api, props)
    const pictures = addPictures(this, api, props)
    const served = addApiStage(this, api, {
      ...props,
      throttle: props.stage.throttle,
      notice: 'The inbox and programs get errors from the API.',
    })
    // A flood of texts leaves room for agents, and agents for texts.
    limitRoutes(served, [...webhooks, ...pictures], carrierRoutes, props.stage.webhookThrottle)
    this.metrics = metricsOf(served)
    new CfnOutput(this, 'ApiUrl', { value: served.url })
    new CfnOutput(this, 'PortalClientId', { value: clientId })
  }

  private addFunction(id: string, facts: typeof inboxApi, { table, signIn, ...props }: ApiStackProps) {
    const added = new ParleyFunction(this, id, { ...props, ...facts })
    added.useTable(table, 'reads batches', 'deletes items')
    added.setEnvironment({ USER_INFO_URL: `${signIn.url}/oauth2/userInfo` })
    return added
  }
}

const metricsOf = (served: HttpStage): DashboardProps['api'] => {
  const sum = { statistic: 'sum' }
  return {
    requests: served.metricCount({ ...sum, label: 'requests' }),
    refused: served.metricClientError({ ...sum, label: 'refused (4xx)' }),
    failed: served.metricServerError({ ...sum, label: 'failed (5xx)' }),
    latency: (statistic) => served.metricLatency({ statistic, label: statistic }),
  }
}

/** Somebody waits for each answer: more memory is more CPU. */
const answering = { timeout: Duration.millis(times.apiTimeout), memorySize: 1024 }

const inboxApi = {
  name: 'inbox-api',
  notice: 'Agents cannot read or answer conversations, and programs cannot send.',
  ...answering,
}

/** Pictures that are to be sent: a place for each, and the job to look at it. */
const letUpload = (
  inbox: ParleyFunction,
  { media, mediaQueue }: Pick<ApiStackProps, 'media' | 'mediaQueue'>,
) => {
  media.letUpload(inbox)
  inbox.letSendTo({ MEDIA_QUEUE_URL: mediaQueue })
}

const adminApi = {
  name: 'admin-api',
  notice: 'Administrators cannot see or change numbers, hours, teams, credits and settings.',
  ...answering,
}

const casesApi = {
  name: 'cases-api',
  notice: 'Agents and programs cannot see or change cases, nor file texts to them.',
  ...answering,
}

const automationApi = {
  name: 'automation-api',
  notice:
    'Administrators cannot see or change webhooks and workflows, agents cannot run macros, and programs cannot read events.',
  ...answering,
}

const jobsApi = {
  name: 'jobs-api',
  notice: 'Administrators cannot import or export files, nor see or end jobs.',
  ...answering,
}

/** Files that are imported or exported: places and addresses for them, and the jobs on them. */
const letStartJobs = (
  jobs: ParleyFunction,
  { media, jobQueue }: Pick<ApiStackProps, 'media' | 'jobQueue'>,
) => {
  media.letImport(jobs)
  media.letLinkExports(jobs)
  jobs.letSendTo({ JOB_QUEUE_URL: jobQueue })
}

const activateNumber = {
  name: 'activate-number',
  notice: 'Administrators cannot activate numbers.',
  ...answering,
}

const peopleApi = {
  name: 'people-api',
  notice: 'Administrators cannot see, invite or change agents, nor edit numbers.',
  ...answering,
}

/** What `shared/adapters/aws/accounts.ts` calls, on this pool alone. No other function may change how people sign in. */
const letManageAccounts = (people: ParleyFunction, pool: IUserPool) => {
  people.setEnvironment({ USER_POOL_ID: pool.userPoolId })
  pool.grant(
    people.lambda,
    'cognito-idp:AdminAddUserToGroup',
    'cognito-idp:AdminCreateUser',
    'cognito-idp:AdminDisableUser',
    'cognito-idp:AdminEnableUser',
    'cognito-idp:AdminGetUser',
    'cognito-idp:AdminListGroupsForUser',
    'cognito-idp:AdminRemoveUserFromGroup',
    'cognito-idp:AdminUpdateUserAttributes',
    'cognito-idp:AdminUserGlobalSignOut',
  )
}

const describeApi = {
  name: 'describe-api',
  notice: 'The description of the API cannot be read.',
  timeout: Duration.seconds(10),
}

/**
 * The methods one by one, not ANY: an ANY route would take the browser's preflight too, and refuse it for want of a
 * token. What has no route, API Gateway answers with the preflight itself.
 */
const methods = [HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE]

/** API Gateway takes the most specific path, so these are taken from the one that takes everything. */
const pathsOf = (resources: readonly string[]) =>
  resources.flatMap((name) => [`/v1/${name}`, `/v1/${name}/{proxy+}`])

const addRoutes = (
  api: HttpApi,
  paths: string[],
  { lambda }: ParleyFunction,
  authorizer: IHttpRouteAuthorizer,
  ofPaths = methods,
) => {
  const integration = new HttpLambdaIntegration('Handler', lambda, { scopePermissionToRoute: false })
  for (const path of paths) api.addRoutes({ path, methods: ofPaths, integration, authorizer })
}

/** The one route without a token leads to a function that may not do anything. */
const addDescription = (api: HttpApi, { lambda }: ParleyFunction) => {
  const [route] = api.addRoutes({
    path: '/v1/openapi.json',
    methods: [HttpMethod.GET],
    integration: new HttpLambdaIntegration('Description', lambda),
    authorizer: new HttpNoneAuthorizer(),
  })
  if (route)
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'The description of the API is public: it is the same in every deployment and holds no data.',
    })
}

const carrierWebhook = {
  name: 'carrier-webhook',
  notice: 'Texts of customers do not arrive from carriers that call a webhook.',
  timeout: Duration.seconds(10),
}

/** Carriers have no token: the function asks each request for the carrier's own proof. It has no right to the table. */
const addWebhooks = (scope: Construct, api: HttpApi, { queues, ...props }: ApiStackProps): HttpRoute[] => {
  const webhook = new ParleyFunction(scope, 'Webhook', { ...props, ...carrierWebhook })
  useCarrierSecrets(webhook, props.stage, 'GetSecretValue')
  const { inbound, receipts } = queues
  webhook.letSendTo({ INBOUND_QUEUE_URL: inbound, RECEIPTS_QUEUE_URL: receipts })
  const routes = api.addRoutes({
    path: '/webhooks/{carrier}/{account}/{proxy+}',
    methods: [HttpMethod.POST],
    integration: new HttpLambdaIntegration('Webhook', webhook.lambda),
    authorizer: new HttpNoneAuthorizer(),
  })
  for (const route of routes)
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Carriers have no token: the function refuses what is not signed by them, or has no key in its path.',
    })
  return routes
}

const serveMedia = {
  name: 'serve-media',
  notice: 'Carriers cannot fetch pictures that are to be sent.',
  timeout: Duration.seconds(10),
}

/** Carriers that cannot read the bucket fetch pictures here. The address is signed, and the table is out of reach. */
const addPictures = (scope: Construct, api: HttpApi, { media, ...props }: ApiStackProps): HttpRoute[] => {
  const server = new ParleyFunction(scope, 'Pictures', { ...props, ...serveMedia })
  useCarrierSecrets(server, props.stage, 'GetSecretValue')
  media.letSend(server)
  const routes = api.addRoutes({
    path: '/media/{token}',
    methods: [HttpMethod.GET, HttpMethod.HEAD],
    integration: new HttpLambdaIntegration('Picture', server.lambda),
    authorizer: new HttpNoneAuthorizer(),
  })
  for (const route of routes)
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'Carriers have no token: the function refuses every address that it has not signed itself.',
    })
  return routes
}

/** What carriers call. */
const carrierRoutes = [
  ...['POST /webhooks/{carrier}/{account}/{proxy+}', 'GET /media/{token}', 'HEAD /media/{token}'],
]

const preflight = ({ corsOrigins }: Stage) => ({
  allowOrigins: corsOrigins,
  allowMethods: [
    CorsHttpMethod.GET,
    CorsHttpMethod.POST,
    CorsHttpMethod.PUT,
    CorsHttpMethod.PATCH,
    CorsHttpMethod.DELETE,
  ],
  allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match'],
  exposeHeaders: ['etag', 'idempotent-replayed', 'retry-after', 'x-request-id'],
  maxAge: Duration.hours(1),
})
