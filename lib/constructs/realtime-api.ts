import { type CfnElement, Duration, Stack, Validations } from 'aws-cdk-lib'
import {
  AppSyncAuthorizationType,
  type AppSyncLambdaDataSource,
  type ChannelNamespace,
  type ChannelNamespaceOptions,
  EventApi,
} from 'aws-cdk-lib/aws-appsync'
import type { IUserPool } from 'aws-cdk-lib/aws-cognito'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'
import { type ConstructContext, ParleyFunction } from './parley-function.ts'

type RealtimeApiProps = ConstructContext & { table: ITable; userPool: IUserPool }

const { IAM, USER_POOL } = AppSyncAuthorizationType

/**
 * AppSync Events: pages subscribe with the token of their agent, our function publishes. Who may subscribe is asked of
 * authorize-channel each time; without it, whoever can sign in could subscribe to everything.
 */
export class RealtimeApi extends Construct {
  readonly api: EventApi
  /** Where our function publishes. */
  private readonly pushed: ChannelNamespace[]

  constructor(scope: Construct, id: string, { table, userPool, ...props }: RealtimeApiProps) {
    super(scope, id)
    const authorizer = new ParleyFunction(this, 'Authorizer', { ...props, ...authorizeChannel })
    authorizer.readTable(table)
    this.api = new EventApi(this, 'Api', {
      apiName: `parley-${props.stage.name}`,
      authorizationConfig: {
        authProviders: [
          { authorizationType: USER_POOL, cognitoConfig: { userPool } },
          { authorizationType: IAM },
        ],
        connectionAuthModeTypes: [USER_POOL],
        defaultSubscribeAuthModeTypes: [USER_POOL],
        defaultPublishAuthModeTypes: [IAM],
      },
    })
    const dataSource = this.api.addLambdaDataSource('Asked', authorizer.lambda)
    this.pushed = this.addNamespaces(dataSource)
    Validations.of(dataSource).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${logicalIdOf(authorizer)}.Arn>:*]`,
      reason: 'Any version, but of this one function.',
    })
  }

  /** Lets a function push, and tells it where. */
  letPublish(publisher: ParleyFunction) {
    for (const namespace of this.pushed) namespace.grantPublish(publisher.lambda)
    publisher.setEnvironment({ REALTIME_HOST: this.api.httpDns })
  }

  /** Pages publish their presence only, so that no page can put words into a thread. */
  private addNamespaces(dataSource: AppSyncLambdaDataSource) {
    const asked = { direct: true, dataSource }
    const add = (name: string, options: ChannelNamespaceOptions = {}) =>
      this.api.addChannelNamespace(name, { subscribeHandlerConfig: asked, ...options })
    add('presence', {
      publishHandlerConfig: asked,
      authorizationConfig: { publishAuthModeTypes: [USER_POOL] },
    })
    return [add('inbox'), add('thread'), add('agent')]
  }
}

const logicalIdOf = ({ lambda }: ParleyFunction) =>
  Stack.of(lambda).getLogicalId(lambda.node.defaultChild as CfnElement)

const authorizeChannel = {
  name: 'authorize-channel',
  notice: 'Pages cannot subscribe to what is new: they ask every ten seconds.',
  timeout: Duration.seconds(5),
}
