import { SegmentedMessage } from 'sms-segments-calculator'
import { describe, expect, test } from 'vitest'
import { countSegments } from '#domain/text/segments.ts'
import { type Kind, randomBody, seededRandom } from '../../support/random-bodies.ts'

// The calculator that Twilio publishes and holds against what it bills, on 100,000 bodies. Where we differ on purpose,
// the difference has a name, and the count must be what the named rule gives: docs/segments.md lists the same names.

type Difference =
  | 'none'
  | 'empty body'
  | 'lone surrogates'
  | 'NFC first'
  | 'current clusters'
  | 'long clusters'
  | 'unknown'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const bodies = 100_000

const calculate = (body: string): string => {
  const message = new SegmentedMessage(body)
  return `${message.getEncodingName() === 'GSM-7' ? 'gsm7' : 'ucs2'} ${message.segmentsCount}`
}

const ours = (body: string): string => {
  const { encoding, segments } = countSegments(body)
  return `${encoding} ${segments}`
}

const nameDifference = (body: string): Difference => {
  const counted = ours(body)
  if (counted === calculate(body)) return 'none'
  if (body === '') return 'empty body'
  const wellFormed = body.toWellFormed()
  if (wellFormed !== body && counted === calculate(wellFormed)) return 'lone surrogates'
  const normal = wellFormed.normalize('NFC')
  if (normal !== wellFormed && counted === calculate(normal)) return 'NFC first'
  const clusters = currentClusters(normal)
  if (counted !== `ucs2 ${fill(clusters)}`) return 'unknown'
  return clusters.some((cluster) => cluster.length > 50) ? 'long clusters' : 'current clusters'
}

const currentClusters = (body: string): string[] => {
  return Array.from(segmenter.segment(body), ({ segment }) => segment).flatMap((cluster) =>
    cluster === '\r\n' ? ['\r', '\n'] : [cluster],
  )
}

/** Segments that clusters fill one after another; only one that is longer than a segment is spread over several. */
const fill = (clusters: string[]): number => {
  if (clusters.join('').length <= 70) return 1
  let segments = 1
  let used = 0
  for (const cluster of clusters) {
    const whole = cluster.length <= 67
    if (!whole && used > 0) used = 67
    for (const piece of whole ? [cluster] : cluster) {
      if (used + piece.length > 67) {
        segments++
        used = 0
      }
      used += piece.length
    }
  }
  return segments
}

/** Mostly short texts, the rest near the borders of one and two segments: the calculator is slow on long ones. */
const randomLength = (random: () => number, kind: Kind): number => {
  const draw = random()
  if (draw < 0.6) return 1 + Math.floor(random() * 30)
  if (kind === 'gsm' || kind === 'extended') return draw < 0.9 ? 40 : 152 + Math.floor(random() * 12)
  return draw < 0.9 ? 64 + Math.floor(random() * 10) : 128 + Math.floor(random() * 10)
}

describe('counted against the calculator of Twilio', () => {
  test('encoding and segments of 100,000 bodies are equal but for the named differences', {
    timeout: 300_000,
  }, () => {
    const kinds: Kind[] = ['gsm', 'extended', 'unicode', 'emoji', 'clusters', 'everything']
    const random = seededRandom(20260201)
    const unknown: string[] = []
    for (let i = 0; i < bodies; i++) {
      const kind = kinds[i % kinds.length] as Kind
      const body = randomBody(random, kind, randomLength(random, kind))
      if (nameDifference(body) === 'unknown') unknown.push(JSON.stringify(body))
    }
    expect(unknown).toEqual([])
  })

  test.each<[Difference, string, string, string]>([
    ['empty body', '', 'gsm7 0', 'gsm7 1'],
    ['NFC first', 'Cafe\u0301', 'gsm7 1', 'ucs2 1'],
    ['current clusters', `${'a'.repeat(65)}क्षि${'b'.repeat(65)}`, 'ucs2 3', 'ucs2 2'],
    ['lone surrogates', `${'a'.repeat(66)}\ud83d\u0301${'b'.repeat(66)}`, 'ucs2 3', 'ucs2 2'],
    ['long clusters', `a${'\u0301'.repeat(200)}`, 'ucs2 3', 'ucs2 2'],
  ])('%s: %j is %s to us and %s to it', (name, body, expected, theirs) => {
    expect([ours(body), calculate(body), nameDifference(body)]).toEqual([expected, theirs, name])
  })
})
