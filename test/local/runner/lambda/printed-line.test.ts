import { expect, test } from 'vitest'
import { readPrinted } from '../../../../local/runner/lambda/printed-line.ts'

const json = (record: unknown) => readPrinted(JSON.stringify(record), false)

test('a structured line becomes its message and its facts', () => {
  expect(
    json({ level: 'WARN', message: { message: 'A part was refused.', part: 'msg_1/0', tries: 2 } }),
  ).toEqual({
    text: 'A part was refused. part=msg_1/0 tries=2',
    level: 'warn',
    stacks: [],
  })
})

test('a line of Powertools reads the same', () => {
  const line = {
    ...{ level: 'ERROR', message: 'A part was refused.', timestamp: '2026-11-27T08:00:00Z', service: 'x' },
    ...{ cold_start: true, function_name: 'send-part', function_memory_size: 512, reason: 'no such number' },
  }
  expect(json(line)).toMatchObject({ text: 'A part was refused. reason="no such number"', level: 'error' })
})

test('a stack does not make the line long', () => {
  const error = { errorType: 'TypeError', errorMessage: 'no', trace: ['TypeError: no', '    at handler'] }
  expect(json({ level: 'ERROR', message: { message: 'Failed.', error } })).toEqual({
    text: 'Failed. error={"errorType":"TypeError","errorMessage":"no"}',
    level: 'error',
    stacks: ['TypeError: no\n    at handler'],
  })
})

test.each([
  ['a metric', '{"_aws":{},"Texts":1}', false, 'debug'],
  ['plain text', 'hello', false, 'debug'],
  ['plain text on the error output', 'Warning: old', true, 'warn'],
  ['what looks like JSON and is none', '{x', false, 'debug'],
])('%s stays as it is', (_, line, isError, level) => {
  expect(readPrinted(line, isError)).toEqual({ text: line, level, stacks: [] })
})
