import { beforeEach, expect, test } from 'vitest'
import { editPreferences, type PreferencesPatch } from '#domain/agents/edit-preferences.ts'
import { addNote } from '#domain/conversations/add-note.ts'
import type { Note } from '#domain/conversations/note.ts'
import type { AgentId, ConversationId } from '#domain/ids.ts'
import { callMentioned } from '#domain/notices/call-mentioned.ts'
import { requireQuietTimes } from '#domain/notices/quiet-times.ts'
import { admin, ana, ben, createOffice, receive } from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'

let app: FakeApp & { portalUrl: string }
let conversationId: ConversationId
beforeEach(async () => {
  const office = await createOffice({ settings: { email: { fromAddress: 'desk@acme.example' } } })
  app = Object.assign(office, { portalUrl: 'https://desk.acme.example' })
  for (const agent of app.all('agent'))
    await app.commit({ ...agent, email: `${agent.id.slice(4)}@acme.example` })
  conversationId = (await receive(app, { body: 'My boiler leaks' })).conversationId ?? 'cnv_'
})

const write = async (mentions: AgentId[]): Promise<Note> =>
  addNote(app, ana, conversationId, { body: '@Ben the leak again', mentions })
const call = async ({ id, writtenBy, mentions = [] }: Note) =>
  callMentioned(app, workspace, { id, conversationId, mentions, ...(writtenBy && { by: writtenBy }) })
const emails = () => app.all('email').map(({ to, subject }) => [to, subject])
const prefer = (patch: PreferencesPatch) => editPreferences(app, ben, patch)

test('who is mentioned gets one e-mail with the link and none of the words, however often the event comes', async () => {
  const note = await write([ben.id, ana.id, ben.id])
  expect(note.mentions).toEqual([ben.id, ana.id])
  await Promise.all([call(note), call(note)])
  await call(note)
  const name = app.all('agent').find(({ id }) => id === ana.id)?.name
  expect(emails()).toEqual([[`${ben.id.slice(4)}@acme.example`, `${name} mentioned you in a note`]])
  const [mail] = app.all('email')
  expect(mail?.body).toContain(`https://desk.acme.example/c/${conversationId}`)
  expect(mail?.body).not.toMatch(/leak|boiler/)
  expect(mail?.expiresAt).toBeGreaterThan(app.now)
})

const quietOn = (day: 'sunday' | 'monday', from: string, to: string): PreferencesPatch => ({
  quietTimes: { zone: 'America/Denver', weekly: { [day]: [{ from, to }] } },
})

test.each<[string, PreferencesPatch, number]>([
  ['does not want e-mails', { emailFor: [] }, 0],
  ['wants them for something else', { emailFor: ['mine'] }, 0],
  ['has a quiet time, which runs over midnight', quietOn('sunday', '20:00', '08:00'), 0],
  ['has a quiet time later', quietOn('monday', '20:00', '08:00'), 1],
])('who %s is left alone accordingly', async (_, patch, count) => {
  // A Monday, 03:00 in Denver.
  app.now = Date.parse('2026-11-23T10:00:00Z')
  await prefer(patch)
  await call(await write([ben.id]))
  expect(emails()).toHaveLength(count)
})

test('who is deactivated, or has no address that can be reached, gets none', async () => {
  const agent = app.all('agent').find(({ id }) => id === ben.id)
  if (!agent) throw new Error('Ben is not there.')
  await app.commit({ ...agent, active: false })
  await call(await write([ben.id]))
  await app.commit({
    ...{ kind: 'email_suppression', workspace, address: `${admin.id.slice(4)}@acme.example`, version: 0 },
    ...{ reason: 'bounced', at: app.now },
  })
  await call(await write([admin.id]))
  expect(emails()).toEqual([])
})

test('nobody is mentioned who is not there, and nothing is written then', async () => {
  await expect(write(['agt_nobody'])).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'mentions.0' }] },
  })
  expect(app.all('note')).toEqual([])
})

test('times that are none are refused with their place', () => {
  expect(() =>
    requireQuietTimes({ zone: 'America/Denver', weekly: { monday: [{ from: '25:00', to: '07:00' }] } }),
  ).toThrow(
    expect.objectContaining({
      code: 'validation_failed',
      extra: { errors: [expect.objectContaining({ path: 'quiet_times.weekly.monday.0.from' })] },
    }),
  )
})
