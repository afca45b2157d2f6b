import { join } from 'node:path'
import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib'
import { HttpApi, HttpMethod, HttpNoneAuthorizer, type HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { widgetFolder } from '#wiring/portal.ts'
import { buildWidget } from '../bundle/build-widget.ts'
import { addApiStage, limitRoutes } from '../constructs/api-stage.ts'
import type { MediaBucket } from '../constructs/media-bucket.ts'
import { type ConstructContext, ParleyFunction } from '../constructs/parley-function.ts'
import { useWidgetSecrets } from '../constructs/use-secrets.ts'

type PublicStackProps = StackProps &
  ConstructContext & { table: ITable; media: MediaBucket; widgetQueue: IQueue }

/**
 * What customers open without signing in. An API of its own, with small limits: a flood of strangers takes nothing from agents
 * and carriers. It is reached by the portal's address.
 */
export class PublicStack extends Stack {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { table, media, widgetQueue, ...props }: PublicStackProps) {
    super(scope, id, props)
    this.api = new HttpApi(this, 'Api', {
      apiName: `parley-${props.stage.name}-public`,
      createDefaultStage: false,
    })
    const answering = new ParleyFunction(this, 'Answer', { ...props, ...publicApi })
    answering.usePublic(table)
    media.letLinkThumbnails(answering)
    answering.letSendTo({ WIDGET_QUEUE_URL: widgetQueue })
    useWidgetSecrets(answering, props.stage, 'GetSecretValue')
    const routes = addRoutes(this.api, answering)
    const { notice } = publicApi
    const served = addApiStage(this, this.api, { ...props, throttle: props.stage.publicThrottle, notice })
    // A busy website asks more often than anybody sends forms.
    limitRoutes(served, routes, widgetRoutes, props.stage.widgetThrottle)
  }
}

const publicApi = {
  name: 'public-api',
  notice: 'Customers cannot open pages of their cases, nor use what stands on pages of the company.',
  timeout: Duration.seconds(10),
  // Somebody waits for each answer: more memory is more CPU.
  memorySize: 1024,
  addFiles: (outdir: string) => buildWidget(join(outdir, widgetFolder)),
}

/** What each page with a widget asks for. */
const widgetPaths = ['/public/widgets/{id}', '/public/widgets/{id}/qr.svg']

const widgetRoutes = widgetPaths.map((path) => `GET ${path}`)

/** A route for each thing that is open, since each has the limit for itself. */
const routes: [path: string, ...HttpMethod[]][] = [
  ['/c/{code}', HttpMethod.GET, HttpMethod.POST],
  ...widgetPaths.map((path): [string, HttpMethod] => [path, HttpMethod.GET]),
  ['/public/{proxy+}', HttpMethod.GET, HttpMethod.POST, HttpMethod.OPTIONS],
  ['/widget/{proxy+}', HttpMethod.GET],
]

const addRoutes = (api: HttpApi, { lambda }: ParleyFunction): HttpRoute[] => {
  const integration = new HttpLambdaIntegration('Answer', lambda, { scopePermissionToRoute: false })
  const authorizer = new HttpNoneAuthorizer()
  const added = routes.flatMap(([path, ...methods]) =>
    api.addRoutes({ path, methods, integration, authorizer }),
  )
  for (const route of added)
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'It is for people who cannot sign in; the function reads nothing but what they may be shown.',
    })
  return added
}
