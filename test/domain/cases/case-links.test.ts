import { beforeEach, describe, expect, test } from 'vitest'
import { addComment } from '#domain/cases/add-comment.ts'
import { createCaseLink, revokeCaseLink } from '#domain/cases/case-link.ts'
import { editCase, reopenCase, resolveCase } from '#domain/cases/edit-case.ts'
import { readCasePage } from '#domain/cases/read-case-page.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { serveOnce } from '#domain/idempotency/serve-once.ts'
import type { CaseId, TemplateId } from '#domain/ids.ts'
import { previewCaseTexts } from '#domain/outbound/preview-case-texts.ts'
import { resolveWithText } from '#domain/outbound/resolve-with-text.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { tellCustomer } from '#domain/outbound/tell-customer.ts'
import { updateCase } from '#domain/outbound/update-case.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import type { CaseTextRule } from '#domain/settings/settings.ts'
import { createTemplate } from '#domain/templates/create-template.ts'
import { previewContent, previewTemplate } from '#domain/templates/preview-template.ts'
import { breakCall } from '../../support/break-call.ts'
import { caseOf, noticesOf, openCase, setCaseTexts, showAll } from '../../support/casework.ts'
import { admin, ana, ben, createOffice, program, refusal } from '../../support/conversing.ts'
import { facts } from '../../support/customers.ts'
import type { FakeApp } from '../../support/fake-app.ts'

const day = 24 * 3_600_000
let app: FakeApp
let linked: TemplateId

beforeEach(async () => {
  app = await createOffice()
  await editSettings(app, admin, { companyName: 'Acme', email: { fromAddress: 'desk@acme.example' } })
  linked = await template('Acme: follow {{ case.number }} at {{ links.case }}')
})

const plain = { format: 'text' as const, locales: {}, inputs: [] }

const template = async (body: string): Promise<TemplateId> => {
  const words = { use: 'case' as const, body, ...plain }
  return (await createTemplate(app, admin, { name: body, teamIds: [], ...words })).id
}

const rules = (...caseTexts: Partial<CaseTextRule>[]) => setCaseTexts(app, ...caseTexts)
const notices = () => noticesOf(app)

const tellAll = async (by: FakeApp = app) => {
  for (const { workspace, caseId, id: entryId } of notices())
    await tellCustomer(by, { workspace, caseId, entryId })
}

const said = () => [...app.all('message'), ...app.all('email')].map(({ body }) => body)

/** Every code that a text, an e-mail or a comment says. */
const codesSaid = () => {
  const comments = app.all('case_entry').flatMap((entry) => (entry.type === 'comment' ? [entry.body] : []))
  return [...said(), ...comments].flatMap(
    (body = '') => /https:\/\/portal\.example\/c\/([0-9a-z]{12})/.exec(body)?.[1] ?? [],
  )
}

/** The one code that is said, which opens the page of the case. */
const openSaid = async (id: CaseId) => {
  const codes = new Set(codesSaid())
  expect([...codes]).toEqual([caseOf(app, id).linkCode])
  return readCasePage(app, [...codes].join())
}

const send = (id: CaseId, by: FakeApp = app) => sendCaseText(by, ana, id, { templateId: linked })

describe('a text of a case leads to its page', () => {
  test('which is there with the text, once', async () => {
    const { id } = await openCase(app, 'Printer')
    await send(id)
    expect(await openSaid(id)).toMatchObject({ caseId: id, subject: 'Printer' })
    await send(id)
    await openSaid(id)
    expect(codesSaid()).toHaveLength(2)
    expect([app.all('case_link').length, app.all('case_page').length]).toEqual([1, 1])
    await addComment(app, ana, id, { body: 'It is ready.', public: true })
    await showAll(app)
    expect((await openSaid(id)).entries).toMatchObject([{ body: 'It is ready.' }])
  })

  test('which is the one that it had already', async () => {
    const { id } = await openCase(app, 'Printer')
    const code = await createCaseLink(app, ana, id)
    await send(id)
    expect(codesSaid()).toEqual([code])
  })

  test('and a text that does not say it makes none, nor one whose page is in a part that is not shown', async () => {
    const hidden = await template('It is here.{% if case.due %} {{ links.case }}{% endif %}')
    const { id } = await openCase(app, 'Printer')
    await sendCaseText(app, ana, id, { templateId: hidden })
    await sendCaseText(app, ana, id, { body: 'It is ready.' })
    expect(caseOf(app, id)).not.toHaveProperty('linkCode')
    expect(app.all('case_link')).toEqual([])
  })

  test('also one that tells of it by itself, by text and e-mail', async () => {
    await rules({ smsTemplateId: linked, emailTemplateId: linked })
    const { id: contactId } = await createContact(app, admin, facts({ emails: ['ada@example.com'] }))
    const { id } = await openCase(app, 'Printer', { to: undefined, contactId })
    await tellAll()
    await openSaid(id)
    expect(codesSaid()).toHaveLength(2)
  })

  test('an e-mail alone makes it, too', async () => {
    await rules({ emailTemplateId: linked })
    const { id: contactId } = await createContact(app, admin, facts({ emails: ['ada@example.com'] }))
    const { id } = await openCase(app, 'Printer', { to: undefined, contactId })
    await tellAll()
    expect(app.all('message')).toEqual([])
    await openSaid(id)
  })

  test('comment, text and e-mail of an update say the same', async () => {
    const { id: contactId } = await createContact(app, admin, facts({ emails: ['ada@example.com'] }))
    const { id } = await openCase(app, 'Printer', { to: undefined, contactId })
    await updateCase(app, ana, id, { templateId: linked, public: true, channels: ['sms', 'email'] })
    await openSaid(id)
    expect(codesSaid()).toHaveLength(3)
  })

  test('the frame of an update, and the text of a task that is done with it', async () => {
    const frame = await template('{{ case.update | default: "News" }} {{ links.case }}')
    await rules({ event: 'updated', smsTemplateId: frame })
    const { id } = await openCase(app, 'Printer')
    await updateCase(app, ana, id, { body: 'It is ready.', public: true, channels: ['sms'] })
    await openSaid(id)
    const task = await openCase(app, 'Visit', { type: 'task', templateId: linked })
    await resolveWithText(app, ana, task.id, {})
    expect(codesSaid().at(-1)).toBe(caseOf(app, task.id).linkCode)
    expect((await readCasePage(app, codesSaid().at(-1) ?? '')).caseId).toBe(task.id)
    await showAll(app)
    app.advance(30 * day)
    await expect(readCasePage(app, codesSaid().at(-1) ?? '')).rejects.toEqual(refusal('not_found'))
  })

  test('two agents who send at once say the same', async () => {
    const { id } = await openCase(app, 'Printer')
    await Promise.all([send(id), sendCaseText(app, program, id, { templateId: linked })])
    await openSaid(id)
    expect(codesSaid()).toHaveLength(2)
  })
})

describe('killed at any call', () => {
  test('and told again, the customer has one text, and its address opens', async () => {
    await rules({ smsTemplateId: linked })
    const refOf = (caseId: CaseId) => {
      const entry = notices().find((notice) => notice.caseId === caseId)
      return { workspace: admin.workspace, caseId, entryId: entry?.id ?? 'cen_' } as const
    }
    const counted = breakCall(app, { at: -1, when: 'before' })
    await tellCustomer(counted.broken, refOf((await openCase(app, 'Printer')).id))
    for (let at = 0; at < counted.calls.length; at++)
      for (const when of ['before', 'after'] as const) {
        const { id } = await openCase(app, `Thing ${at} ${when}`)
        await expect(tellCustomer(breakCall(app, { at, when }).broken, refOf(id))).rejects.toThrow('broke')
        await tellCustomer(app, refOf(id))
        const texts = app.all('message').filter((message) => message.case?.id === id)
        expect(texts).toHaveLength(1)
        expect(texts[0]?.body).toContain(`/c/${caseOf(app, id).linkCode}`)
        expect((await readCasePage(app, caseOf(app, id).linkCode ?? '')).caseId).toBe(id)
      }
    expect(app.all('case_link').length).toBe(app.all('case_page').length)
  })

  test('and asked again with its key, a text is sent once, and its address opens', async () => {
    const request = (key: string) => ({
      ...{ workspace: admin.workspace, principal: ana.id, key, fingerprint: 'one' },
    })
    const serve = (by: FakeApp, id: CaseId) =>
      serveOnce(by, request(id), async (gathering) => {
        const { id: messageId } = await send(id, gathering)
        return { status: 202, headers: {}, body: new TextEncoder().encode(messageId) }
      })
    const counted = breakCall(app, { at: -1, when: 'before' })
    await serve(counted.broken, (await openCase(app, 'Printer')).id)
    for (let at = 0; at < counted.calls.length; at++)
      for (const when of ['before', 'after'] as const) {
        const { id } = await openCase(app, `Thing ${at} ${when}`)
        await serve(breakCall(app, { at, when }).broken, id).catch(() => {})
        await serve(app, id)
        const texts = app.all('message').filter((message) => message.case?.id === id)
        expect(texts.map(({ body }) => body)).toEqual([
          expect.stringContaining(`/c/${caseOf(app, id).linkCode}`),
        ])
      }
  })
})

describe('a page that is gone', () => {
  test('is not made again by a text: what says it is not sent, and says why', async () => {
    const { id } = await openCase(app, 'Printer')
    await revokeCaseLink(app, ana, id)
    await send(id)
    const first = caseOf(app, id).linkCode
    await revokeCaseLink(app, ana, id)
    const error = await send(id).catch((caught) => caught)
    expect(error).toEqual(
      refusal('template_variable_missing', { variables: ['links.case'], errors: [expect.anything()] }),
    )
    expect(error.message).toContain('was taken away')
    await rules({ event: 'status', smsTemplateId: linked })
    await editCase(app, ana, id, { status: 'ready' })
    await tellAll()
    expect(notices()).toMatchObject([{ sms: { state: 'not_sent', code: 'template_variable_missing' } }])
    const either = await template('Ready.{% if links.case %} {{ links.case }}{% endif %}')
    expect((await sendCaseText(app, ana, id, { templateId: either })).body).toBe('Ready.')
    const next = await createCaseLink(app, ben, id)
    expect((await send(id)).body).toContain(next)
    expect(next).not.toBe(first)
    expect(caseOf(app, id)).not.toHaveProperty('linkRevoked')
  })

  test('or has ended is not led to, until the case is open again', async () => {
    const { id: contactId } = await createContact(app, admin, facts({ emails: ['ada@example.com'] }))
    const { id } = await openCase(app, 'Printer', { to: undefined, contactId })
    const code = await createCaseLink(app, ana, id)
    await resolveCase(app, ana, id, {})
    const tell = () => updateCase(app, ana, id, { templateId: linked, public: true, channels: ['email'] })
    app.advance(30 * day - 1)
    await tell()
    expect(app.all('email').at(-1)?.body).toContain(code)
    app.advance(1)
    await expect(tell()).rejects.toEqual(refusal('template_variable_missing', expect.anything()))
    await reopenCase(app, ana, id)
    await tell()
    expect(app.all('email').at(-1)?.body).toContain(code)
  })
})

describe('previews make no page', () => {
  const example = `https://portal.example/c/${'x'.repeat(12)}`

  test('and show an address that is as long, then the page that there is, then what is missing', async () => {
    const { id } = await openCase(app, 'Printer')
    const shown = async () => {
      const { body, missing } = await previewTemplate(app, ana, linked, { caseId: id })
      return [body, missing]
    }
    const [before] = await shown()
    expect(before).toBe(`Acme: follow 1001 at ${example}`)
    expect(app.all('case_link')).toEqual([])
    const { body } = await send(id)
    expect(body).toHaveLength(String(before).length)
    expect(await shown()).toEqual([body, []])
    await revokeCaseLink(app, ana, id)
    expect(await shown()).toEqual(['Acme: follow 1001 at [links.case]', ['links.case']])
  })

  test('nor do those of what a customer would be told, of a case that is there and of one that is not', async () => {
    await rules({ smsTemplateId: linked }, { event: 'done', smsTemplateId: linked })
    const { id: caseId } = await openCase(app, 'Printer', { notify: [] })
    const previews = async (request: Parameters<typeof previewCaseTexts>[2]) =>
      (await previewCaseTexts(app, ana, request)).map(({ body, refused }) => body ?? refused?.code)
    expect(await previews({ event: 'created', to: '+12065550177', subject: 'Laptop' })).toEqual([
      `Acme: follow 1002 at ${example}`,
    ])
    expect(await previews({ event: 'done', caseId })).toEqual([`Acme: follow 1001 at ${example}`])
    expect(app.all('case_link')).toEqual([])
    const code = await createCaseLink(app, ana, caseId)
    expect(await previews({ event: 'done', caseId })).toEqual([
      `Acme: follow 1001 at https://portal.example/c/${code}`,
    ])
    await revokeCaseLink(app, ana, caseId)
    expect(await previews({ event: 'done', caseId })).toEqual(['template_variable_missing'])
  })

  test('and the longest of a template has an address of its very length, whatever it is for', async () => {
    const body = `${'a'.repeat(160 - example.length)}{{ links.case }}`
    const exact = await previewContent(app, admin, { content: { use: 'case', body, ...plain } })
    expect([exact.plan.segments, exact.worst.plan.segments]).toEqual([1, 1])
    expect(exact.body).toBe(`${'a'.repeat(160 - example.length)}${example}`)
    const more = await previewContent(app, admin, { content: { use: 'case', body: `a${body}`, ...plain } })
    expect([more.plan.segments, more.worst.plan.segments]).toEqual([2, 2])
    const reply = await previewContent(app, admin, {
      content: { use: 'reply', body: 'See {{ links.case | default: "us" }}', ...plain },
    })
    expect([reply.body, reply.worst.body]).toEqual(['See us', `See ${example}`])
  })
})
