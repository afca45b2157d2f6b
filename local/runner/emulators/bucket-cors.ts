/** One rule of a bucket, as S3 keeps them. */
export type CorsRule = { origins: string[]; methods: string[]; headers: string[] }

/** What a page of another origin asks for, and as what. */
type Asked = { origin: string; method: string; headers?: string }

/** The rules in the document of `PutBucketCors`. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export const corsRulesIn = (xml: string): CorsRule[] =>
  valuesOf(xml, 'CORSRule').map((rule) => ({
    origins: valuesOf(rule, 'AllowedOrigin'),
    methods: valuesOf(rule, 'AllowedMethod'),
    headers: valuesOf(rule, 'AllowedHeader').map((name) => name.toLowerCase()),
  }))

const valuesOf = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, value = '']) => value)

/** The headers by which a browser lets a page of that origin have the answer; undefined where no rule of the bucket does. */
export const corsHeadersFor = (
  rules: CorsRule[],
  { origin, method, headers = '' }: Asked,
): Record<string, string> | undefined => {
  const names = headers
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter(Boolean)
  const rule = rules.find(
    (one) =>
      one.methods.includes(method) &&
      one.origins.some((allowed) => matches(allowed, origin)) &&
      names.every((name) => one.headers.some((allowed) => matches(allowed, name))),
  )
  return (
    rule && {
      'access-control-allow-origin': rule.origins.includes('*') ? '*' : origin,
      'access-control-allow-methods': rule.methods.join(', '),
      ...(names.length > 0 && { 'access-control-allow-headers': names.join(', ') }),
    }
  )
}

/** One asterisk stands for anything. */
const matches = (allowed: string, value: string): boolean => {
  const [before = '', after] = allowed.split('*')
  if (after === undefined) return allowed === value
  return value.length >= before.length + after.length && value.startsWith(before) && value.endsWith(after)
}
