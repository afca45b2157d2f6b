import { z } from 'zod'
import { type Authorizer, createAuthorizer } from '../http-api/authorize.ts'
import type { HttpApi, Integration } from '../http-api/http-api.ts'
import { TemplateError } from '../template/error.ts'
import { type Platform, type PlatformType, resourceType } from './platform.ts'

/** The types of HTTP APIs; they share what they make, since each refers to the others by id. */
export const httpApiTypes = (): Record<string, PlatformType> => {
  const integrations = new Map<string, Integration>()
  const authorizers = new Map<string, Authorizer>()
  return {
    'AWS::ApiGatewayV2::Api': api,
    'AWS::ApiGatewayV2::Stage': stage,
    'AWS::ApiGatewayV2::Integration': integrationType(integrations),
    'AWS::ApiGatewayV2::Authorizer': authorizerType(authorizers),
    'AWS::ApiGatewayV2::Route': routeType(integrations, authorizers),
  }
}

const cors = z.strictObject({
  AllowCredentials: z.boolean().optional(),
  AllowHeaders: z.array(z.string()).optional(),
  AllowMethods: z.array(z.string()).optional(),
  AllowOrigins: z.array(z.string()).optional(),
  ExposeHeaders: z.array(z.string()).optional(),
  MaxAge: z.number().optional(),
})

const api = resourceType({
  uses: { CorsConfiguration: cors.optional(), ProtocolType: z.literal('HTTP') },
  ignores: ['Description', 'DisableExecuteApiEndpoint', 'IpAddressType', 'Name', 'Tags', 'Version'],
  create: ({ CorsConfiguration }, resource, { apis, urls }) => {
    const url = urls.apis[apis.length]
    if (!url)
      throw new TemplateError(`There are ports for ${urls.apis.length} HTTP APIs, and this is one more.`)
    const id = resource.name.slice(-8)
    apis.push({ id, url, cors: CorsConfiguration, stage: '$default', routes: [] })
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: url } }
  },
})

/** A stage of another name would be part of every path. Its limits are not kept: the machine has its own. */
const stage = resourceType({
  uses: { ApiId: z.string(), StageName: z.literal('$default'), AutoDeploy: z.literal(true) },
  ignores: ['AccessLogSettings', 'DefaultRouteSettings', 'Description', 'RouteSettings', 'Tags'],
  create: ({ StageName }) => ({ ref: StageName }),
})

const integrationType = (integrations: Map<string, Integration>) =>
  resourceType({
    uses: {
      ApiId: z.string(),
      IntegrationType: z.literal('AWS_PROXY'),
      IntegrationUri: z.string(),
      PayloadFormatVersion: z.literal('2.0'),
      TimeoutInMillis: z.number().optional(),
    },
    ignores: ['ConnectionType', 'Description', 'IntegrationMethod'],
    create: ({ IntegrationUri, TimeoutInMillis = 30_000 }, resource) => {
      integrations.set(resource.name, {
        functionArn: functionArnOf(IntegrationUri),
        timeoutMilliseconds: TimeoutInMillis,
      })
      return { ref: resource.name }
    },
  })

/** A function's ARN, or the address that API Gateway calls it by. */
const functionArnOf = (uri: string) => {
  const arn = /arn:[^:]+:lambda:[^/]+/.exec(uri.split('/functions/').at(-1) ?? '')?.[0]
  if (arn) return arn
  throw new TemplateError(`Property IntegrationUri: "${uri}" is not understood locally.`)
}

const authorizerType = (authorizers: Map<string, Authorizer>) =>
  resourceType({
    uses: {
      ApiId: z.string(),
      AuthorizerType: z.literal('JWT'),
      IdentitySource: z.array(z.literal('$request.header.Authorization')).length(1),
      JwtConfiguration: z.strictObject({ Audience: z.array(z.string()), Issuer: z.string() }),
    },
    ignores: ['Name'],
    create: ({ JwtConfiguration: { Issuer, Audience } }, resource) => {
      authorizers.set(resource.name, createAuthorizer(Issuer, Audience))
      return { ref: resource.name, attributes: { AuthorizerId: resource.name } }
    },
  })

const routeType = (integrations: Map<string, Integration>, authorizers: Map<string, Authorizer>) =>
  resourceType({
    uses: {
      ApiId: z.string(),
      AuthorizationScopes: z.array(z.string()).optional(),
      AuthorizationType: z.enum(['JWT', 'NONE']).optional(),
      AuthorizerId: z.string().optional(),
      RouteKey: z.string(),
      Target: z.string(),
    },
    ignores: ['OperationName'],
    create: (
      { ApiId, AuthorizationScopes = [], AuthorizationType, AuthorizerId, RouteKey, Target },
      resource,
      platform,
    ) => {
      const integration = integrations.get(Target.replace('integrations/', ''))
      const authorizer = AuthorizationType === 'JWT' ? authorizers.get(AuthorizerId ?? '') : undefined
      if (!integration) throw new TemplateError(`Property Target: "${Target}" is not understood locally.`)
      if (AuthorizationType === 'JWT' && !authorizer)
        throw new TemplateError(`Property AuthorizerId: "${AuthorizerId}" is not understood locally.`)
      findApi(platform, ApiId).routes.push({
        key: RouteKey,
        value: { integration, authorizer, scopes: AuthorizationScopes },
      })
      return { ref: resource.name }
    },
  })

const findApi = ({ apis }: Platform, id: string): HttpApi => {
  const found = apis.find((candidate) => candidate.id === id)
  if (found) return found
  throw new TemplateError(`Property ApiId: "${id}" is not understood locally.`)
}
