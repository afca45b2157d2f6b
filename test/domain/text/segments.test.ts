import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clustersOf } from '#domain/text/grapheme-clusters.ts'
import { countSegments, findSegmentEnd, joinedSegment, normalizeBody } from '#domain/text/segments.ts'
import { anyBody } from '../../support/random-bodies.ts'

const runs = { numRuns: 500 }
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const family = '👨‍👩‍👧‍👦'

const cutSegments = (body: string): string[] => {
  const { encoding } = countSegments(body)
  const clusters = clustersOf(body)
  const segments: string[] = []
  for (let start = 0; start < body.length; ) {
    const end = findSegmentEnd(clusters, start, encoding, joinedSegment[encoding])
    segments.push(body.slice(start, end))
    start = end
  }
  return segments
}

describe('encoding, units and segments', () => {
  test.each([
    ['nothing', '', 'gsm7', 0, 0],
    ['160 letters', 'a'.repeat(160), 'gsm7', 160, 1],
    ['161 letters', 'a'.repeat(161), 'gsm7', 161, 2],
    ['two full segments', 'a'.repeat(306), 'gsm7', 306, 2],
    ['one letter more', 'a'.repeat(307), 'gsm7', 307, 3],
    ['the carrier limit of GSM-7', 'a'.repeat(1530), 'gsm7', 1530, 10],
    ['70 UCS-2 characters', 'ж'.repeat(70), 'ucs2', 70, 1],
    ['71 UCS-2 characters', 'ж'.repeat(71), 'ucs2', 71, 2],
    ['two full UCS-2 segments', 'ж'.repeat(134), 'ucs2', 134, 2],
    ['one character more', 'ж'.repeat(135), 'ucs2', 135, 3],
    ['the carrier limit of UCS-2', 'ж'.repeat(630), 'ucs2', 630, 10],
  ])('%s: %#', (_, body, encoding, units, segments) => {
    expect(countSegments(body)).toEqual({ encoding, units, segments })
  })

  test.each([
    [
      'the default alphabet',
      '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ÄÖÑÜ§¿äöñüà',
      1,
    ],
    ['the extension table', '\f^{}\\[~]|€', 2],
  ])('each character of %s is gsm7', (_, alphabet, septets) => {
    for (const character of alphabet) {
      expect(countSegments(character)).toEqual({ encoding: 'gsm7', units: septets, segments: 1 })
    }
  })

  test.each(['`', '\t', 'ç', 'á', 'Ê', '’', '…', '\u00a0', '\u001b', 'α', 'ğ', '👍', '\u0000', '₤'])(
    '%j forces ucs2: no national language shift table is used',
    (character) => {
      expect(countSegments(`Hi ${character}`).encoding).toBe('ucs2')
    },
  )

  test('GSM-7 holds 137 characters, extension table included and escape excluded', () => {
    const settled = Array.from({ length: 0x10000 }, (_, unit) => normalizeBody(String.fromCharCode(unit)))
    const gsm = settled.filter((character, unit) => {
      return character.charCodeAt(0) === unit && countSegments(character).encoding === 'gsm7'
    })
    expect(gsm.length).toBe(137)
  })

  test('an extension character costs two septets in gsm7 and one unit in ucs2', () => {
    expect(countSegments('[]').units).toBe(4)
    expect(countSegments('[]ж').units).toBe(3)
  })

  test('CR LF counts as two characters, LF as one', () => {
    expect(countSegments(`${'a'.repeat(80)}\r\n${'a'.repeat(79)}`)).toEqual({
      encoding: 'gsm7',
      units: 161,
      segments: 2,
    })
    expect(countSegments(`${'a'.repeat(80)}\n${'a'.repeat(79)}`)).toEqual({
      encoding: 'gsm7',
      units: 160,
      segments: 1,
    })
  })
})

describe('what may not be torn moves whole to the next segment', () => {
  test.each([
    ['an escape pair', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 306, 3],
    ['escape pairs only', ']'.repeat(153), 306, 3],
    ['a surrogate pair', `${'ж'.repeat(66)}👍${'ж'.repeat(66)}`, 134, 3],
    ['an emoji of several', `${'ж'.repeat(60)}${family}${'ж'.repeat(63)}`, 134, 3],
    ['a flag', `${'ж'.repeat(65)}🇺🇸${'ж'.repeat(65)}`, 134, 3],
    ['a letter with its mark', `${'ж'.repeat(66)}q\u0307${'ж'.repeat(66)}`, 134, 3],
  ])('%s', (_, body, units, segments) => {
    expect(countSegments(body)).toMatchObject({ units, segments })
  })

  test('half a million flags are counted in reasonable time', () => {
    expect(countSegments(`a${'🇺🇸'.repeat(500_000)}`)).toMatchObject({
      encoding: 'ucs2',
      units: 2_000_001,
      segments: 31_250,
    })
  })

  test('CR LF is two characters here too, as carriers bill it', () => {
    expect(countSegments(`${'ж'.repeat(66)}\r\n${'ж'.repeat(66)}`)).toMatchObject({ units: 134, segments: 2 })
  })

  test('a cluster that no segment holds is torn between its characters', () => {
    expect(countSegments(`ж${`\u20dd`.repeat(200)}`)).toMatchObject({ units: 201, segments: 3 })
    const torn = cutSegments(`ab${'👩\u200d'.repeat(60)}👩`)
    expect(torn.every((segment) => segment.isWellFormed() && segment.length <= 67)).toBe(true)
  })

  test('segments put together are the body, none is too long, and borders are borders of clusters', () => {
    fc.assert(
      fc.property(anyBody, (any) => {
        const body = normalizeBody(any)
        const { encoding, units, segments } = countSegments(body)
        const cut = cutSegments(body)
        expect(cut.join('')).toBe(body)
        if (segments > 1) expect(cut.length).toBe(segments)
        const lengths = cut.map((segment) => septetsOrUnits(segment, encoding))
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(units)
        expect(Math.max(0, ...lengths)).toBeLessThanOrEqual(joinedSegment[encoding])
        expect(tornClusters(body, cut)).toEqual([])
      }),
      runs,
    )
  })
})

const septetsOrUnits = (text: string, encoding: 'gsm7' | 'ucs2'): number => {
  return encoding === 'ucs2' ? text.length : text.length + (text.match(/[\f^{}\\[~\]|€]/g) ?? []).length
}

/** Clusters across a cut that a segment could have held whole. */
const tornClusters = (body: string, cut: string[]): string[] => {
  const clusters = segmenter.segment(body)
  let at = 0
  return cut.slice(0, -1).flatMap((segment) => {
    at += segment.length
    const cluster = clusters.containing(at)
    const torn = cluster !== undefined && cluster.index < at && cluster.segment !== '\r\n'
    return torn && cluster.segment.length <= 67 ? [cluster.segment] : []
  })
}

describe('the body is settled before it is counted', () => {
  test.each([
    ['a decomposed é is composed', 'Cafe\u0301', 'Café', 'gsm7'],
    ['the Ohm sign is the Greek letter', '5 \u2126', '5 Ω', 'gsm7'],
    ['the Angstrom sign is the letter', '\u212b', 'Å', 'gsm7'],
    ['Hangul jamo make a syllable', '\u1112\u1161\u11ab', '한', 'ucs2'],
    ['a lone high surrogate is replaced', 'a\ud83d', 'a\ufffd', 'ucs2'],
    ['a lone low surrogate is replaced', '\udc4db', '\ufffdb', 'ucs2'],
    ['a reversed pair is two of them', '\udc4d\ud83d', '\ufffd\ufffd', 'ucs2'],
    ['a pair stays', '👍', '👍', 'ucs2'],
  ])('%s', (_, body, settled, encoding) => {
    expect(normalizeBody(body)).toBe(settled)
    expect(countSegments(body)).toEqual({ encoding, units: settled.length, segments: 1 })
  })

  test('it is well-formed and in normal form, and settling it again changes nothing', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const settled = normalizeBody(body)
        expect(settled).toBe(body.toWellFormed().normalize('NFC'))
        expect(normalizeBody(settled)).toBe(settled)
        expect(countSegments(settled)).toEqual(countSegments(body))
      }),
      runs,
    )
  })
})
