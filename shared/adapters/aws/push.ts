import { fromEnv } from '@aws-sdk/credential-provider-env'
import { Sha256 } from '@smithy/core/checksum'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'
import { ExplainedError } from '#domain/error.ts'

/** Tells everybody who subscribes to a channel. Throws where the service does not take all of it. */
export type Push = (channel: string, changes: object[]) => Promise<void>

/** AppSync takes so many events at a time. */
const mostEvents = 5
/** It bills in steps of 5 KB; the rest is what it adds itself. An event may have 240 KB: a single change never has. */
const preferredBytes = 4_800
const patience = 5_000

/** `host`: where the API of AppSync Events takes what is published. */
export const createPush = (host: string): Push => {
  const signer = new SignatureV4({
    service: 'appsync',
    region: process.env.AWS_REGION ?? '',
    credentials: fromEnv(),
    sha256: Sha256,
  })
  return async (channel, changes) => {
    const events = pack(changes)
    for (let start = 0; start < events.length; start += mostEvents)
      await publish(signer, host, { channel, events: events.slice(start, start + mostEvents) })
  }
}

/** As few events as hold the changes in their order. */
const pack = (changes: object[]): string[] => {
  const packs: string[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const change of changes.map((one) => JSON.stringify(one))) {
    const length = Buffer.byteLength(change)
    if (bytes + length > preferredBytes) {
      packs.push([])
      bytes = 0
    }
    packs.at(-1)?.push(change)
    bytes += length
  }
  return packs.map((texts) => `{"v":1,"changes":[${texts.join(',')}]}`)
}

const publish = async (signer: SignatureV4, host: string, body: { channel: string; events: string[] }) => {
  const unsigned = new HttpRequest({
    method: 'POST',
    hostname: host,
    path: '/event',
    headers: { host, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const { method, path, headers, body: sent } = await signer.sign(unsigned)
  const response = await fetch(`${schemeOf(host)}://${host}${path}`, {
    ...{ method, headers, body: sent },
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok) throw new ExplainedError('AppSync refused what was pushed.', { status: response.status })
  const { failed = [] } = (await response.json()) as { failed?: { code?: string }[] }
  if (failed.length > 0)
    throw new ExplainedError('AppSync did not take every event.', {
      failed: failed.length,
      code: failed[0]?.code,
    })
}

/** Plain HTTP only within this machine. */
const schemeOf = (host: string) => (host.startsWith('127.0.0.1:') ? 'http' : 'https')
