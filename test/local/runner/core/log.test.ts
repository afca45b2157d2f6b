import { expect, test } from 'vitest'
import { createLog, step } from '../../../../local/runner/core/log.ts'

const record = (settings: { verbose?: boolean; colors?: boolean } = {}) => {
  const lines: string[] = []
  const log = createLog({
    ...{ verbose: false, colors: false, ...settings },
    write: (line) => void lines.push(line),
    now: () => new Date('2026-11-27T08:00:01.234Z'),
  })
  return { log, lines }
}

test('a line says when, who and what', () => {
  const { log, lines } = record()
  log('send-part', '1 record of a queue: ok 34 ms')
  expect(lines).toEqual(['08:00:01.234 send-part        1 record of a queue: ok 34 ms\n'])
})

test('no line holds a whole phone number', () => {
  const { log, lines } = record()
  log('phone', 'text in +12065550143 -> 45678 /handsets/%2B442079460000/messages {"to":"+4930123456"}')
  expect(lines[0]).toContain('text in +1…0143 -> 45678 /handsets/%2B4…0000/messages {"to":"+4…3456"}')
})

test('details are for whoever asks for them', () => {
  for (const verbose of [false, true]) {
    const { log, lines } = record({ verbose })
    log('aws', 'AWSEvents.PutEvents 200 3 ms', 'debug')
    expect(lines).toHaveLength(verbose ? 1 : 0)
  }
})

test('every line of a longer text has its source', () => {
  const { log, lines } = record()
  log('http-api', 'TypeError\n  at handler')
  expect(lines.map((line) => line.slice(13, 21))).toEqual(['http-api', 'http-api'])
})

test('colours are there only where they are wanted', () => {
  const escapeCode = String.fromCharCode(27)
  for (const colors of [false, true]) {
    const { log, lines } = record({ colors })
    log('send-part', 'failed', 'error')
    expect(lines[0]?.includes(escapeCode)).toBe(colors)
  }
})

test('a step says what it does, and how long it took', async () => {
  const { log, lines } = record()
  expect(await step(log, 'Deploying 3 resources', async () => 7)).toBe(7)
  expect(lines.map((line) => line.slice(30).trim())).toEqual([
    'Deploying 3 resources …',
    expect.stringMatching(/^Deploying 3 resources: done in \d+\.\d s$/),
  ])
})
