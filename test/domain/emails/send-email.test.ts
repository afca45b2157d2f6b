import { beforeEach, describe, expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { createEmail } from '#domain/emails/create-email.ts'
import type { Email } from '#domain/emails/email.ts'
import { newEmail } from '#domain/emails/new-email.ts'
import { recordEmailEvent } from '#domain/emails/record-email-event.ts'
import { type MailOutcome, sendEmail } from '#domain/emails/send-email.ts'
import { liftEmailSuppression } from '#domain/emails/suppressions.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import type { EmailSender } from '#domain/settings/settings.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { admin } from '../../support/people.ts'

type Mailing = FakeApp & {
  mailed: { email: Email; sender: EmailSender }[]
  mail(email: Email, sender: EmailSender): Promise<MailOutcome>
  result: MailOutcome | (() => Promise<MailOutcome>)
}

let app: Mailing
const sender = { fromAddress: 'desk@acme.example', fromName: 'Acme' }

beforeEach(async () => {
  app = Object.assign(createFakeApp(), {
    mailed: [] as Mailing['mailed'],
    result: { outcome: 'taken', serviceId: 'ses-1' } as Mailing['result'],
    mail: async (email: Email, sender: EmailSender) => {
      app.mailed.push({ email, sender })
      return typeof app.result === 'function' ? app.result() : app.result
    },
  })
  await editSettings(app, admin, { email: sender })
})

const facts = {
  emails: ['Ada@Example.com', 'ada@home.example'],
  phones: [],
  attributes: {},
  externalIds: {},
  smsEnabled: true,
  doNotContact: false,
  enrolled: false,
}

const write = async (to?: string) => {
  const contact = await createContact(app, admin, { name: 'Ada', ...facts })
  return createEmail(app, admin, { contactId: contact.id, to, subject: 'Your printer', body: 'Ready.' })
}

const stored = async ({ id }: Pick<Email, 'id'>) => app.emails.get(workspace, id)
const send = ({ id }: Pick<Email, 'id'>) => sendEmail(app, workspace, id)

test('an e-mail goes to the first address, once, however often it is told of', async () => {
  const email = await write()
  await send(email)
  await send(email)
  expect(app.mailed).toMatchObject([{ email: { to: 'Ada@Example.com', body: 'Ready.' }, sender }])
  expect(await stored(email)).toMatchObject({ status: 'sent', serviceId: 'ses-1', sentAt: app.now })
})

test('an address of the contact can be named, whatever its case, and no other one', async () => {
  expect(await write('ADA@home.example')).toMatchObject({ to: 'ada@home.example' })
  const [contact] = app.all('contact')
  const to = 'eve@example.com'
  const other = createEmail(app, admin, { contactId: contact?.id ?? 'con_1', to, subject: 'Hi', body: 'Hi.' })
  await expect(other).rejects.toMatchObject({ code: 'no_email_address' })
})

test('nothing is written where the workspace has no sender, or the contact is not to be contacted', async () => {
  const contact = await createContact(app, admin, { name: 'Ada', ...facts, doNotContact: true })
  const words = { contactId: contact.id, subject: 'Hi', body: 'Hi.' }
  await expect(createEmail(app, admin, words)).rejects.toMatchObject({ code: 'do_not_contact' })
  await editSettings(app, admin, { email: null })
  await expect(createEmail(app, admin, words)).rejects.toMatchObject({ code: 'email_off' })
  expect(app.all('email')).toEqual([])
})

test('what was refused since it was written does not leave', async () => {
  const email = await write()
  const [contact] = app.all('contact')
  if (contact) await app.commit({ ...contact, doNotContact: true })
  await send(email)
  expect(app.mailed).toEqual([])
  expect(await stored(email)).toMatchObject({ status: 'blocked', reason: 'do_not_contact' })
})

describe('what the mail service answers', () => {
  test('later: it comes again and is sent', async () => {
    const email = await write()
    app.result = { outcome: 'later', code: 'status 429' }
    expect(await send(email)).toBe('again')
    expect(await stored(email)).toMatchObject({ status: 'queued' })
    app.result = { outcome: 'taken', serviceId: 'ses-2' }
    expect(await send(email)).toBeUndefined()
    expect(await stored(email)).toMatchObject({ status: 'sent', serviceId: 'ses-2' })
  })

  test.each([
    ['refused', 'failed', 'email_rejected'],
    ['unknown', 'unknown', undefined],
  ] as const)('%s: it is %s, and not sent again', async (outcome, status, reason) => {
    const email = await write()
    app.result = { outcome, code: 'status' }
    await send(email)
    await send(email)
    expect(app.mailed).toHaveLength(1)
    expect(await stored(email)).toMatchObject({ status, ...(reason && { reason }) })
  })

  test('a crash in the middle of the request is no second e-mail', async () => {
    const email = await write()
    app.result = () => Promise.reject(new Error('killed'))
    await expect(send(email)).rejects.toThrow('killed')
    expect(await send(email)).toBe('again')
    app.advance(60_000)
    await send(email)
    expect(app.mailed).toHaveLength(1)
    expect(await stored(email)).toMatchObject({ status: 'unknown' })
  })

  test('the word that it was delivered, before the answer is kept, stands', async () => {
    const email = await write()
    app.result = async () => {
      await recordEmailEvent(app, { workspace, emailId: email.id, at: app.now, what: 'delivered' })
      return { outcome: 'taken', serviceId: 'ses-1' }
    }
    await send(email)
    expect(await stored(email)).toMatchObject({ status: 'delivered' })
  })
})

describe('what becomes of it', () => {
  const tell = async (email: Email, what: 'delivered' | 'complained' | 'rejected' | 'gone' | 'full') => {
    const bounce = { what: 'bounced', lasting: what === 'gone' } as const
    const event = what === 'gone' || what === 'full' ? bounce : { what }
    await recordEmailEvent(app, { workspace, emailId: email.id, at: app.now, ...event })
  }

  test('an address at which nobody is gets nothing else, until an admin says so', async () => {
    const email = await write()
    await send(email)
    await tell(email, 'gone')
    await tell(email, 'gone')
    expect(await stored(email)).toMatchObject({ status: 'bounced', reason: 'mailbox_unknown' })
    expect(app.all('email_suppression')).toMatchObject([{ address: 'ada@example.com', reason: 'bounced' }])
    await expect(write()).rejects.toMatchObject({ code: 'address_bounced' })
    await liftEmailSuppression(app, admin, 'ADA@example.com')
    expect(await write()).toMatchObject({ status: 'queued' })
  })

  test('a mailbox that is full is written to again', async () => {
    const email = await write()
    await tell(email, 'full')
    expect(await stored(email)).toMatchObject({ status: 'bounced', reason: 'mailbox_unavailable' })
    expect(await write()).toMatchObject({ status: 'queued' })
  })

  test('an e-mail that waits for an address that came back meanwhile is blocked', async () => {
    const [first, second] = [await write(), await write()]
    await tell(first, 'complained')
    await send(second)
    expect(await stored(second)).toMatchObject({ status: 'blocked', reason: 'address_complained' })
  })

  test('later words count more, in whatever order they come', async () => {
    const email = await write()
    await tell(email, 'complained')
    await tell(email, 'delivered')
    expect(await stored(email)).toMatchObject({ status: 'complained' })
  })
})

describe('the address of a colleague that is switched off', () => {
  const notice = { workspace, to: 'uma@acme.example', subject: 'SMS Chat Request', body: 'Somebody waits.' }
  const adminsWith = async (...addresses: string[]) => {
    for (const [n, email] of addresses.entries()) {
      const facts = { kind: 'agent', workspace, id: `agt_a${n}`, name: 'Admin', version: 0 } as const
      await app.commit({ ...facts, email, role: 'admin', active: true, createdAt: app.now })
    }
  }
  const bounce = async (email: Email) =>
    recordEmailEvent(app, { workspace, emailId: email.id, at: app.now, what: 'bounced', lasting: true })
  const toldOf = (address: string) =>
    app
      .all('email')
      .filter(({ subject }) => subject.startsWith(address))
      .map(({ to }) => to)

  test('is told to the admins who can be reached, once', async () => {
    await adminsWith('one@acme.example', 'two@acme.example')
    for (let i = 0; i < 2; i++) {
      const email = newEmail(app, notice)
      await app.commit(email)
      await bounce(email)
      await bounce(email)
    }
    expect(toldOf('uma@acme.example')).toEqual(['one@acme.example', 'two@acme.example'])
    const [toOne] = app.all('email').filter(({ to }) => to === 'one@acme.example')
    if (toOne) await bounce(toOne)
    expect(toldOf('one@acme.example')).toEqual(['two@acme.example'])
  })

  test('is not told of a customer', async () => {
    await adminsWith('one@acme.example')
    const email = await write()
    await bounce(email)
    expect(toldOf(email.to.toLowerCase())).toEqual([])
  })
})
