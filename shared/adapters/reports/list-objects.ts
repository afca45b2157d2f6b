import { askAws } from '../aws/ask-aws.ts'
import { addressOf, type Place } from '../media/signed-link.ts'

/** The keys of all objects that begin with `prefix`. Ours have no signs that XML would write in another way. */
export const listObjects = async (place: Place, prefix: string): Promise<string[]> => {
  const keys: string[] = []
  let after: string | undefined
  do {
    const page = await listPage(place, prefix, after)
    keys.push(...valuesOf(page, 'Key'))
    after = valuesOf(page, 'IsTruncated')[0] === 'true' ? keys.at(-1) : undefined
  } while (after !== undefined)
  return keys
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const listPage = async (place: Place, prefix: string, after: string | undefined): Promise<string> => {
  const url = addressOf(place, '')
  url.search = String(
    new URLSearchParams({ 'list-type': '2', prefix, ...(after !== undefined && { 'start-after': after }) }),
  )
  const answer = await askAws(place.region, 's3', url, { method: 'GET', headers: {} })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`s3 answered ${answer.status}.`)
  return text
}

const valuesOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value = '']) => value)
