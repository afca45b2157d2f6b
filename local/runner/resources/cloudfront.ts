import { z } from 'zod'
import type { Behaviour, Header, Origin } from '../cloudfront/distribution.ts'
import { createEdgeFunction, type EdgeFunction } from '../cloudfront/edge-function.ts'
import { TemplateError } from '../template/error.ts'
import { ignoredType } from '../template/resource-type.ts'
import { type Platform, type PlatformType, resourceType } from './platform.ts'

/** The types of CloudFront; they share what they make, since distributions refer to the others by id. */
export const cloudfrontTypes = (): Record<string, PlatformType> => {
  const functions = new Map<string, EdgeFunction>()
  const policies = new Map<string, Header[]>()
  const passing = new Map<string, string[]>()
  const caching = new Set<string>()
  return {
    'AWS::CloudFront::CachePolicy': cacheType(caching),
    'AWS::CloudFront::Distribution': distributionType({ functions, policies, passing, caching }),
    'AWS::CloudFront::Function': functionType(functions),
    // Buckets on this machine let everybody read.
    'AWS::CloudFront::OriginAccessControl': ignoredType(({ name }) => ({ Id: name })),
    'AWS::CloudFront::OriginRequestPolicy': requestType(passing),
    'AWS::CloudFront::ResponseHeadersPolicy': headersType(policies),
  }
}

const functionType = (functions: Map<string, EdgeFunction>) =>
  resourceType({
    uses: {
      AutoPublish: z.literal(true),
      FunctionCode: z.string(),
      FunctionConfig: z.strictObject({
        Comment: z.string().optional(),
        Runtime: z.enum(['cloudfront-js-1.0', 'cloudfront-js-2.0']),
      }),
    },
    ignores: ['Name', 'Tags'],
    create: ({ FunctionCode }, { name }) => {
      const arn = `arn:aws:cloudfront:::function/${name}`
      functions.set(arn, createEdgeFunction(name, FunctionCode))
      return { ref: arn, attributes: { FunctionARN: arn } }
    },
  })

/** Nothing is kept here, so only that there is one counts. */
const cacheType = (caching: Set<string>) =>
  resourceType({
    uses: {},
    ignores: ['CachePolicyConfig'],
    create: (_, { name }) => {
      caching.add(name)
      return { ref: name }
    },
  })

/** A list of headers, beside all cookies and the whole query. */
const requestPolicy = z.strictObject({
  Comment: z.string().optional(),
  CookiesConfig: z.strictObject({ CookieBehavior: z.literal('all') }),
  HeadersConfig: z.strictObject({ HeaderBehavior: z.literal('whitelist'), Headers: z.array(z.string()) }),
  Name: z.string(),
  QueryStringsConfig: z.strictObject({ QueryStringBehavior: z.literal('all') }),
})

const requestType = (passing: Map<string, string[]>) =>
  resourceType({
    uses: { OriginRequestPolicyConfig: requestPolicy },
    create: ({ OriginRequestPolicyConfig: { HeadersConfig } }, { name }) => {
      passing.set(name, ['cookie', ...HeadersConfig.Headers.map((header) => header.toLowerCase())])
      return { ref: name }
    },
  })

const override = { Override: z.boolean() }

const securityHeaders = z.strictObject({
  ContentSecurityPolicy: z.strictObject({ ...override, ContentSecurityPolicy: z.string() }).optional(),
  ContentTypeOptions: z.strictObject(override).optional(),
  ReferrerPolicy: z.strictObject({ ...override, ReferrerPolicy: z.string() }).optional(),
  StrictTransportSecurity: z.strictObject({ ...override, AccessControlMaxAgeSec: z.number() }).optional(),
})

const headersPolicy = z.strictObject({
  Comment: z.string().optional(),
  CustomHeadersConfig: z
    .strictObject({
      Items: z.array(z.strictObject({ ...override, Header: z.string(), Value: z.string() })),
    })
    .optional(),
  Name: z.string(),
  SecurityHeadersConfig: securityHeaders.optional(),
})

const headersType = (policies: Map<string, Header[]>) =>
  resourceType({
    uses: { ResponseHeadersPolicyConfig: headersPolicy },
    create: ({ ResponseHeadersPolicyConfig: config }, { name }) => {
      policies.set(name, [
        ...securityHeadersOf(config.SecurityHeadersConfig ?? {}),
        ...(config.CustomHeadersConfig?.Items ?? []).map(({ Header, Value, Override }) => ({
          ...{ name: Header.toLowerCase(), value: Value, override: Override },
        })),
      ])
      return { ref: name }
    },
  })

const securityHeadersOf = (config: z.infer<typeof securityHeaders>): Header[] => {
  const { ContentSecurityPolicy, ContentTypeOptions, ReferrerPolicy, StrictTransportSecurity } = config
  const headers: [string, { Override: boolean } | undefined, string][] = [
    ['content-security-policy', ContentSecurityPolicy, ContentSecurityPolicy?.ContentSecurityPolicy ?? ''],
    ['x-content-type-options', ContentTypeOptions, 'nosniff'],
    ['referrer-policy', ReferrerPolicy, ReferrerPolicy?.ReferrerPolicy ?? ''],
    [
      'strict-transport-security',
      StrictTransportSecurity,
      `max-age=${StrictTransportSecurity?.AccessControlMaxAgeSec}`,
    ],
  ]
  return headers.flatMap(([name, given, value]) => (given ? [{ name, value, override: given.Override }] : []))
}

/** Policies of AWS's own, by their ids. Nothing is cached here, and by that for origins they see all that viewers send. */
const cachePolicies = [
  '658327ea-f89d-4fab-a63d-7e88639e58f6', // CachingOptimized
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', // CachingDisabled
]
const allViewerExceptHostHeader = 'b689b0a8-53d0-40ab-baf2-68738e2966ac'

const behaviour = z.strictObject({
  AllowedMethods: z.array(z.string()).optional(),
  CachePolicyId: z.string(),
  Compress: z.boolean().optional(),
  FunctionAssociations: z
    .array(z.strictObject({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
    .max(1)
    .optional(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z.enum(['redirect-to-https', 'https-only', 'allow-all']),
})

const origin = z.strictObject({
  CustomOriginConfig: z
    .strictObject({
      OriginProtocolPolicy: z.literal('https-only'),
      OriginSSLProtocols: z.array(z.string()).optional(),
    })
    .optional(),
  DomainName: z.string(),
  Id: z.string(),
  OriginAccessControlId: z.string().optional(),
  S3OriginConfig: z.strictObject({ OriginAccessIdentity: z.literal('') }).optional(),
})

/** What only shapes the way over the internet is taken as it is. */
const distributionConfig = z.strictObject({
  Aliases: z.array(z.string()).optional(),
  CacheBehaviors: z.array(behaviour.extend({ PathPattern: z.string() })).optional(),
  Comment: z.string().optional(),
  DefaultCacheBehavior: behaviour,
  Enabled: z.literal(true),
  HttpVersion: z.string().optional(),
  IPV6Enabled: z.boolean().optional(),
  Origins: z.array(origin),
  PriceClass: z.string().optional(),
  ViewerCertificate: z.unknown().optional(),
})

type Made = {
  functions: Map<string, EdgeFunction>
  policies: Map<string, Header[]>
  passing: Map<string, string[]>
  caching: Set<string>
}

const distributionType = ({ functions, policies, passing, caching }: Made) =>
  resourceType({
    uses: { DistributionConfig: distributionConfig },
    ignores: ['Tags'],
    create: ({ DistributionConfig: config }, resource, { distributions, urls }) => {
      const url = urls.distributions[distributions.length]
      if (!url)
        throw new TemplateError(
          `There are ports for ${urls.distributions.length} distributions, and this is one more.`,
        )
      const domain = `${resource.name.slice(-8)}.cloudfront.net`
      const toBehaviour = (pattern: string, given: z.infer<typeof behaviour>): Behaviour => {
        requireCaching(caching, given.CachePolicyId)
        return {
          pattern,
          origin: originOf(find(config.Origins, given.TargetOriginId)),
          methods: given.AllowedMethods ?? ['GET', 'HEAD'],
          headers: known(policies, given.ResponseHeadersPolicyId) ?? [],
          atRequest: known(functions, given.FunctionAssociations?.[0]?.FunctionARN),
          passes: passedBy(passing, given.OriginRequestPolicyId),
        }
      }
      distributions.push({
        ...{ domain, url },
        behaviours: [
          ...(config.CacheBehaviors ?? []).map(({ PathPattern, ...given }) =>
            toBehaviour(PathPattern, given),
          ),
          toBehaviour('*', config.DefaultCacheBehavior),
        ],
      })
      return { ref: resource.name, attributes: { Id: resource.name, DomainName: domain } }
    },
  })

const find = (origins: z.infer<typeof origin>[], id: string) => {
  const found = origins.find((candidate) => candidate.Id === id)
  if (found) return found
  throw new TemplateError(`Property TargetOriginId: "${id}" is no origin of this distribution.`)
}

/** What an id stands for; nothing where there is none. */
const known = <T>(all: Map<string, T>, id: string | undefined): T | undefined => {
  if (id === undefined) return undefined
  const found = all.get(id)
  if (found) return found
  throw new TemplateError(`"${id}" is not understood locally.`)
}

const requireCaching = (caching: Set<string>, id: string) => {
  if (!cachePolicies.includes(id) && !caching.has(id))
    throw new TemplateError(`Property CachePolicyId: "${id}" is not understood locally.`)
}

const passedBy = (passing: Map<string, string[]>, id: string | undefined) =>
  id === allViewerExceptHostHeader ? undefined : known(passing, id)

/** A bucket's address has its name at the end (see s3.ts), an API's its id at the front. */
const originOf = ({ DomainName, S3OriginConfig }: z.infer<typeof origin>): Origin => {
  if (S3OriginConfig) return { bucket: DomainName.split('/').at(-1) ?? '' }
  const [, api] = /^([a-z0-9-]+)\.execute-api\./.exec(DomainName) ?? []
  if (api) return { api }
  throw new TemplateError(`Property DomainName: an origin at "${DomainName}" is not understood locally.`)
}

/** The distributions' names in texts, as addresses of this machine. */
export const localDistributions = (text: string, { distributions }: Platform): string =>
  text.replace(
    /https:\/\/([a-z0-9]+\.cloudfront\.net)/g,
    (address, domain) => distributions.find((known) => known.domain === domain)?.url ?? address,
  )
