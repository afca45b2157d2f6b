import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  PriceClass,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { codeLength, immutablePath } from '#wiring/portal.ts'
import type { Stage } from '../stage.ts'
import { portalHeaders, publicHeaders } from './portal-headers.ts'

/** `connect`: what the page may call beside its own origin. `pictures`: from where it shows those of texts. */
type PortalSiteProps = {
  stage: Stage
  api: HttpApi
  /** What answers people who do not sign in. */
  publicApi: HttpApi
  connect: string[]
  pictures: string
}

/** The address of the portal: its files, and the API beside them, so that no call of the page crosses an origin. */
export class PortalSite extends Construct {
  readonly bucket: Bucket
  /** Without a slash at the end. */
  readonly url: string
  /** CloudFront's own name for it, which an address of the company's leads to. */
  readonly distributionDomain: string

  /** CloudFront is in no region: two deployments of an account must not meet in a name. */
  private readonly name: string

  constructor(scope: Construct, id: string, { stage, ...props }: PortalSiteProps) {
    super(scope, id)
    this.name = `parley-${stage.name}-${Aws.REGION}`
    this.bucket = this.createBucket(stage)
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Parley ${stage.name}: the portal`,
      ...this.behaviours(props),
      ...ownDomain(this, stage),
      webAclId: stage.webAclArn,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    })
    acknowledgeRules(distribution)
    this.distributionDomain = distribution.distributionDomainName
    this.url = `https://${stage.portalDomain ?? this.distributionDomain}`
  }

  /** Nothing in it is of value: a deployment fills it from the code. */
  private createBucket({ keepData }: Stage) {
    const bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'The files are the public code of the page; only CloudFront reads them.',
    })
    return bucket
  }

  private behaviours({ api, publicApi, ...sources }: Omit<PortalSiteProps, 'stage'>) {
    const responseHeadersPolicy = new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: this.name,
      ...portalHeaders(sources),
    })
    const common = { responseHeadersPolicy, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS }
    const originAccessControl = new S3OriginAccessControl(this, 'Access', {
      originAccessControlName: this.name,
    })
    // With the right to list, S3 says that a file is missing (404) and not that it may not be read (403).
    const origin = S3BucketOrigin.withOriginAccessControl(this.bucket, {
      originAccessControl,
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
    })
    return {
      // index.html and config.json come from the bucket each time: a new build counts at once, with nothing to invalidate.
      defaultBehavior: {
        ...common,
        origin,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        functionAssociations: [
          { function: this.placesInPage(), eventType: FunctionEventType.VIEWER_REQUEST },
        ],
      },
      additionalBehaviors: {
        [`${immutablePath}*`]: { ...common, origin, cachePolicy: CachePolicy.CACHING_OPTIMIZED },
        '/v1/*': { ...common, ...answeredBy(api) },
        ...this.publicBehaviours(publicApi),
      },
    }
  }

  /** What needs no token. The page has its conversations under `/c/`, too: their ids are longer than a code. */
  private publicBehaviours(api: HttpApi): Record<string, BehaviorOptions> {
    const behaviour = {
      ...answeredBy(api),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: new ResponseHeadersPolicy(this, 'PublicHeaders', {
        responseHeadersPolicyName: `${this.name}-public`,
        ...publicHeaders,
      }),
      originRequestPolicy: new OriginRequestPolicy(this, 'PublicRequest', {
        originRequestPolicyName: `${this.name}-public`,
        cookieBehavior: OriginRequestCookieBehavior.all(),
        headerBehavior: OriginRequestHeaderBehavior.allowList(...publicRequestHeaders),
        queryStringBehavior: OriginRequestQueryStringBehavior.all(),
      }),
    }
    const reading = { ...behaviour, allowedMethods: AllowedMethods.ALLOW_GET_HEAD }
    return {
      [`/c/${'?'.repeat(codeLength)}`]: behaviour,
      '/public/widgets/*': { ...behaviour, cachePolicy: this.keepsWidgets() },
      '/public/*': behaviour,
      '/widget/*': { ...reading, cachePolicy: CachePolicy.CACHING_OPTIMIZED },
    }
  }

  /**
   * As long as the answer says, a minute at most; what says no-store is not kept, and neither is what forms send. An answer is for
   * the page that asked.
   */
  private keepsWidgets() {
    return new CachePolicy(this, 'Widgets', {
      cachePolicyName: `${this.name}-widgets`,
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.minutes(1),
      headerBehavior: CacheHeaderBehavior.allowList('Origin'),
      queryStringBehavior: CacheQueryStringBehavior.allowList('language'),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    })
  }

  /** Not by error pages, as is often done: these would replace the refusals of the API, too. */
  private placesInPage() {
    return new EdgeFunction(this, 'PlacesInPage', {
      functionName: this.name,
      comment: 'Answers every path that is no file with the one page',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(placesInPage),
    })
  }
}

/** A path with an ending is a file; every other one is a place within the page. */
const placesInPage = `function handler(event) {
  var request = event.request
  if (!/\\.[a-z0-9]+$/i.test(request.uri)) request.uri = '/index.html'
  return request
}`

/** API Gateway wants its own name as the host; everything else of the request reaches it as it came. */
const answeredBy = (api: HttpApi): BehaviorOptions => ({
  origin: new HttpOrigin(`${api.apiId}.execute-api.${api.stack.region}.${api.stack.urlSuffix}`),
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
})

/**
 * What the function gets of a request. CloudFront itself says from where it came, whatever a client writes: of the managed policies
 * none adds that and leaves out the host, which API Gateway needs to be its own.
 */
const publicRequestHeaders = [
  'Accept-Language',
  'CloudFront-Viewer-Address',
  'Content-Type',
  'Origin',
  'User-Agent',
]

const ownDomain = (scope: Construct, { portalDomain, certificateArn }: Stage) =>
  portalDomain && certificateArn
    ? {
        domainNames: [portalDomain],
        certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
      }
    : {}

const acknowledgeRules = (distribution: Distribution) =>
  Validations.of(distribution).acknowledge(
    {
      id: 'AwsSolutions-CFR1',
      reason: 'Agents work from where they are; a company that wants a border adds one.',
    },
    {
      id: 'AwsSolutions-CFR2',
      reason:
        'Each request to the API needs a token, and the files are public; a firewall costs more than the rest.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason: 'Paths and queries of the page name people and phones; the API has an access log without them.',
    },
    {
      id: 'AwsSolutions-CFR4',
      reason:
        'CloudFront’s own certificate allows older TLS; the setting portalDomain brings TLS 1.2 and later.',
    },
  )
