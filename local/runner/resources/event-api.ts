import { z } from 'zod'
import type { Way } from '../event-api/event-api.ts'
import { createAuthorizer } from '../http-api/authorize.ts'
import { TemplateError } from '../template/error.ts'
import { type PlatformType, resourceType } from './platform.ts'

/** The types of AppSync Events; a namespace names the data source that it asks. */
export const eventApiTypes = (): Record<string, PlatformType> => {
  const functionArns = new Map<string, string>()
  const defaults: Record<'publish' | 'subscribe', Way> = {
    publish: { modes: [] },
    subscribe: { modes: [] },
  }
  return {
    'AWS::AppSync::Api': api(defaults),
    'AWS::AppSync::DataSource': dataSource(functionArns),
    'AWS::AppSync::ChannelNamespace': channelNamespace(functionArns, defaults),
  }
}

const authModes = z.array(
  z.strictObject({ AuthType: z.enum(['AMAZON_COGNITO_USER_POOLS', 'AWS_IAM']) }).transform((m) => m.AuthType),
)

const provider = z.strictObject({
  AuthType: z.enum(['AMAZON_COGNITO_USER_POOLS', 'AWS_IAM']),
  CognitoConfig: z.strictObject({ AwsRegion: z.string(), UserPoolId: z.string() }).optional(),
})

const api = (defaults: Record<'publish' | 'subscribe', Way>) =>
  resourceType({
    uses: {
      EventConfig: z.strictObject({
        AuthProviders: z.array(provider),
        ConnectionAuthModes: authModes,
        DefaultPublishAuthModes: authModes,
        DefaultSubscribeAuthModes: authModes,
      }),
    },
    ignores: ['Name', 'OwnerContact', 'Tags'],
    create: ({ EventConfig }, resource, { eventApi, urls }) => {
      if (eventApi.tokens) throw new TemplateError('There is a port for one event API, and this is one more.')
      eventApi.tokens = createAuthorizer(urls.issuer, [])
      eventApi.connectModes = EventConfig.ConnectionAuthModes
      defaults.publish.modes = EventConfig.DefaultPublishAuthModes
      defaults.subscribe.modes = EventConfig.DefaultSubscribeAuthModes
      const id = resource.name.slice(-8)
      return {
        ref: id,
        attributes: {
          ApiId: id,
          ApiArn: `arn:aws:appsync:::apis/${id}`,
          'Dns.Http': urls.realtime,
          // Replaced by the local address, with its scheme, where a text names it.
          'Dns.Realtime': `${id}.appsync-realtime-api.local.amazonaws.com`,
        },
      }
    },
  })

const dataSource = (functionArns: Map<string, string>) =>
  resourceType({
    uses: {
      LambdaConfig: z.strictObject({ LambdaFunctionArn: z.string() }),
      Name: z.string(),
      Type: z.literal('AWS_LAMBDA'),
    },
    ignores: ['ApiId', 'Description', 'ServiceRoleArn'],
    create: ({ Name, LambdaConfig }) => {
      functionArns.set(Name, LambdaConfig.LambdaFunctionArn)
      return { ref: Name, attributes: { Name } }
    },
  })

const handler = z.strictObject({
  Behavior: z.literal('DIRECT'),
  Integration: z.strictObject({
    DataSourceName: z.string(),
    LambdaConfig: z.strictObject({ InvokeType: z.literal('REQUEST_RESPONSE') }),
  }),
})

const channelNamespace = (
  functionArns: Map<string, string>,
  defaults: Record<'publish' | 'subscribe', Way>,
) =>
  resourceType({
    uses: {
      HandlerConfigs: z
        .strictObject({ OnPublish: handler.optional(), OnSubscribe: handler.optional() })
        .optional(),
      Name: z.string(),
      PublishAuthModes: authModes.optional(),
      SubscribeAuthModes: authModes.optional(),
    },
    ignores: ['ApiId', 'Tags'],
    create: ({ HandlerConfigs = {}, Name, PublishAuthModes, SubscribeAuthModes }, _, { eventApi }) => {
      const functionOf = (config: z.infer<typeof handler> | undefined) => {
        if (!config) return undefined
        const arn = functionArns.get(config.Integration.DataSourceName)
        if (!arn) throw new TemplateError(`Namespace "${Name}" asks a data source that is not there.`)
        return arn
      }
      eventApi.namespaces.set(Name, {
        publish: {
          modes: PublishAuthModes ?? defaults.publish.modes,
          functionArn: functionOf(HandlerConfigs.OnPublish),
        },
        subscribe: {
          modes: SubscribeAuthModes ?? defaults.subscribe.modes,
          functionArn: functionOf(HandlerConfigs.OnSubscribe),
        },
      })
      return { ref: Name, attributes: { ChannelNamespaceArn: `arn:aws:appsync:::${Name}` } }
    },
  })
