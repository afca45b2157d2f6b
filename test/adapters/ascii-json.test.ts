import { expect, test } from 'vitest'
import { asciiJson } from '#adapters/ascii-json.ts'

test('JSON for a queue is plain ASCII, whatever a carrier hands over', () => {
  const body = 'a"\\b\n\u0000\u007f ü 😀 \ud83d \uffff\ufffe'
  const text = asciiJson({ body })
  expect(text).toMatch(/^[\x20-\x7e]+$/)
  expect(JSON.parse(text)).toEqual({ body })
})
