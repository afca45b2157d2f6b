import { join } from 'node:path'
import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib'
import { HttpApi, HttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { widgetFolder } from '#wiring/portal.ts'
import { buildWidget } from '../bundle/build-widget.ts'
import { addApiStage } from '../constructs/api-stage.ts'
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
    addRoutes(this.api, answering)
    addApiStage(this, this.api, { ...props, throttle: props.stage.publicThrottle, notice: publicApi.notice })
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

/** A route for each thing that is open, since each has the limit for itself. */
const routes: [path: string, ...HttpMethod[]][] = [
  ['/c/{code}', HttpMethod.GET, HttpMethod.POST],
  ['/public/{proxy+}', HttpMethod.GET, HttpMethod.POST, HttpMethod.OPTIONS],
  ['/widget/{proxy+}', HttpMethod.GET],
]

const addRoutes = (api: HttpApi, { lambda }: ParleyFunction) => {
  const integration = new HttpLambdaIntegration('Answer', lambda, { scopePermissionToRoute: false })
  const authorizer = new HttpNoneAuthorizer()
  for (const [path, ...methods] of routes)
    for (const route of api.addRoutes({ path, methods, integration, authorizer }))
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'It is for people who cannot sign in; the function reads nothing but what they may be shown.',
      })
}
