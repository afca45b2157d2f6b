import { expect, test } from 'vitest'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { customer } from '../../support/after-hours-office.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { program } from '../../support/people.ts'

test('a text with a vertical tab from a word processor leaves with a line end, one of nothing visible not at all', async () => {
  const app = createFakeApp()
  const message = await sendSingle(app, program, { to: customer, body: 'Dear Jo,\u000bsee you' })
  expect(message.body).toBe('Dear Jo,\nsee you')
  for (const body of ['\u200b', '\u2800\ufe0f'])
    await expect(sendSingle(app, program, { to: customer, body })).rejects.toMatchObject({
      code: 'content_not_supported',
    })
  const html = { to: customer, body: '<p>Mon &ndash; Fri</p><script>x', format: 'html' } as const
  expect((await sendSingle(app, program, html)).body).toBe('Mon – Fri')
})
