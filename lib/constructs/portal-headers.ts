import { Duration } from 'aws-cdk-lib'
import { HeadersReferrerPolicy, type ResponseHeadersPolicyProps } from 'aws-cdk-lib/aws-cloudfront'

/**
 * What the page may use beside its own origin. `connect`: the origins that it calls, those of the sign-in and of what is
 * pushed. `pictures`: where those of texts are shown from.
 */
export type PortalSources = { connect: string[]; pictures: string }

/** The headers of all that the portal's address answers. */
export const portalHeaders = (sources: PortalSources): ResponseHeadersPolicyProps => ({
  securityHeadersBehavior: {
    contentSecurityPolicy: { contentSecurityPolicy: contentPolicy(sources), override: true },
    contentTypeOptions: { override: true },
    referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
    strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
  },
  customHeadersBehavior: {
    customHeaders: [
      { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
      {
        header: 'permissions-policy',
        value: 'camera=(), geolocation=(), microphone=(), payment=()',
        override: true,
      },
    ],
  },
})

/**
 * The headers of what is open to everybody. Pages say themselves what they may use; what says nothing may use nothing. Search
 * engines leave all of it out.
 */
export const publicHeaders: ResponseHeadersPolicyProps = {
  securityHeadersBehavior: {
    contentSecurityPolicy: {
      contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
      override: false,
    },
    contentTypeOptions: { override: true },
    referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
    strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
  },
  customHeadersBehavior: {
    customHeaders: [{ header: 'x-robots-tag', value: 'noindex, nofollow', override: true }],
  },
}

/**
 * Nothing inline is allowed, and no text becomes markup or script (Trusted Types). The one policy that the page may make
 * names its service worker, which needs one; a second of that name is refused.
 */
const contentPolicy = ({ connect, pictures }: PortalSources) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: ${pictures}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    ['connect-src', "'self'", ...connect].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types service-worker',
  ].join('; ')
