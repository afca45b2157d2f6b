import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimText } from '../support/flows/claim-text.ts'
import { handset, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { button, log, row, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

const ourNumber = '+12065550100'
const phone = '+12065557001'
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let ana: Seat
let admin: Awaited<ReturnType<typeof signIn>>['api']
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  admin = (await signIn(parley.endpoints, 'admin@example.com')).api
  ana = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const customer = () => handset(parley.endpoints, phone)
const filedTo = (body: string) =>
  until(`the case of "${body}"`, async () => {
    const { data } = await parley.ana.api.findMessages({ query: { phone, limit: 50 } })
    return data.find((message) => message.body === body)?.case
  })

const toastOf = (page: Page, said: string) => page.locator('.toast', { hasText: said }).last()

test('an answer to one of five texts about a printer and a laptop is asked about, and one press settles it', async () => {
  const { page } = ana
  const { api } = parley.ana
  const { id, contact_id } = await claimText(parley, phone, 'My printer and my laptop are broken')
  await api.editContact({ id: contact_id, ifMatch: '*', body: { emails: ['ada@example.com'] } })
  const printer = await api.createCase({ body: { contact_id, subject: 'Printer' } })
  const laptop = await api.createCase({ body: { contact_id, subject: 'Laptop' } })
  const texts = [
    'We have it',
    'The part is on order',
    'The part is here',
    'It works again',
    'You can pick it up',
  ]
  for (const [i, body] of texts.entries())
    await api.sendCaseText({ id: i % 2 === 0 ? printer.id : laptop.id, body: { body } })
  await customer().text(ourNumber, 'When can I come?')
  expect(await filedTo('When can I come?')).toMatchObject({ reason: 'guess', sure: false })
  await row(page, '(206) 555-7001').click()
  const question = page.getByRole('region', { name: 'Which case is this about?' })
  await button(question, '#1001 Printer').waitFor()
  await log(page).getByText('(not sure)').waitFor()
  // What comes right after it goes along.
  await customer().text(ourNumber, 'On Monday?')
  expect(await filedTo('On Monday?')).toMatchObject({ reason: 'same_burst', sure: false })
  await log(page).getByText('On Monday?').waitFor()
  const guessed = await filedTo('When can I come?')
  const other = guessed?.id === printer.id ? laptop : printer
  await button(question, `#${other.number} ${other.subject}`).click()
  await page.getByText(`Filed to #${other.number} ${other.subject}`).waitFor()
  await question.waitFor({ state: 'detached' })
  expect(await filedTo('When can I come?')).toMatchObject({ id: other.id, reason: 'by_hand', sure: true })
  expect(await filedTo('On Monday?')).toMatchObject({ id: other.id, reason: 'by_hand' })
  // One press makes it a guess again, with what went along.
  await toastOf(page, 'Filed to').getByRole('button', { name: 'Undo' }).click()
  await button(question, '#1001 Printer').waitFor()
  expect(await filedTo('When can I come?')).toEqual(guessed)
  expect(await filedTo('On Monday?')).toMatchObject({ reason: 'same_burst', sure: false })
  await button(question, `#${other.number} ${other.subject}`).click()
  await question.waitFor({ state: 'detached' })
  const talk = await api.getConversation({ id })
  expect(talk).toMatchObject({ state: 'open', claimed_by: (await api.getMe()).id })
})

test('a text that names a case is filed there without a question, and to another one from its menu', async () => {
  const { page } = ana
  await customer().text(ourNumber, 'Case 1002: thank you')
  expect(await filedTo('Case 1002: thank you')).toMatchObject({ reason: 'names_case', sure: true })
  const text = log(page).locator('.turn', { hasText: 'Case 1002: thank you' })
  await text.getByRole('link', { name: '#1002 Laptop' }).waitFor()
  await text.hover()
  await button(text, 'More about this text').click()
  await page.getByRole('menuitem', { name: 'File to a case…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: '#1001 Printer' }).check()
  await dialog.getByRole('checkbox', { name: 'And what came right after it' }).uncheck()
  await button(dialog, 'File').click()
  await text.getByRole('link', { name: '#1001 Printer' }).waitFor()
  await toastOf(page, 'Filed to #1001 Printer').getByRole('button', { name: 'Undo' }).click()
  await text.getByRole('link', { name: '#1002 Laptop' }).waitFor()
})

test('a case is opened from the conversation, found in its list and by its number, told of, texted and resolved', async () => {
  const { page } = ana
  const ben = await takeSeat(browser, parley.endpoints.portal, 'ben@example.com')
  const { page: tab } = ben
  await tab.goto(new URL('/cases', parley.endpoints.portal).href)
  await tab.getByRole('link', { name: /#1002 Laptop/ }).waitFor()
  await button(page, 'New case from this conversation').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('Second printer')
  await dialog.getByRole('combobox', { name: 'Assignee' }).selectOption('Ben')
  await button(dialog, 'Open case').click()
  await page.getByText('#1003 Second printer is open').waitFor()
  // Ben is told of it.
  const told = tab.getByRole('link', { name: /#1003 Second printer/ })
  await told.getByText('Ben').waitFor()
  await told.click()
  const [second] = (await parley.ana.api.listCases({ query: { number: '1003' } })).data
  const assignee = (await parley.ana.api.getMe()).id as `agt_${string}`
  await admin.editCase({ id: second?.id ?? 'cas_no', ifMatch: second?.version ?? 0, body: { assignee } })
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cases' }).click()
  await button(page, 'Mine').click()
  await page.getByRole('link', { name: /#1003 Second printer/ }).waitFor()
  await page.getByRole('textbox', { name: 'Number of a case' }).fill('#1003')
  await button(page, 'Find').click()
  await page.getByRole('heading', { name: '#1003 Second printer' }).waitFor()
  const box = page.getByRole('form', { name: 'What is new' })
  await box.getByRole('textbox', { name: 'Comment or update' }).fill('Looks like the toner')
  await button(box, 'Write').click()
  const timeline = page.getByRole('region', { name: 'What happened' })
  await timeline.getByText('Looks like the toner').waitFor()
  await tab.getByText('Looks like the toner').waitFor()
  await tab.getByRole('region', { name: 'Conversations' }).getByText('shows this case').waitFor()
  expect(ben.complaints).toEqual([])
  await ben.context.close()
  await box.getByRole('radio', { name: 'Update for the customer' }).check()
  await box.getByRole('textbox', { name: 'Comment or update' }).fill('It was the toner. It prints again.')
  await box.getByText('Leaves as a text: 1 segment').waitFor()
  await box.getByRole('checkbox', { name: 'E-mail the customer' }).check()
  await box.getByText('Leaves as an e-mail to ada@example.com: #1003 Second printer').waitFor()
  await button(box, 'Write and send').click()
  await page.getByText('Written. The text is on its way. The e-mail is on its way.').waitFor()
  await until('the text at the phone', async () =>
    (await customer().messages()).some(({ body }) => body === 'It was the toner. It prints again.'),
  )
  await until('the e-mail', async () =>
    (await simulator(parley.endpoints).emails()).some(({ subject }) => subject === '#1003 Second printer'),
  )
  await timeline.getByText('the customer may see it').waitFor()
  await button(page, 'Resolve').click()
  await button(page, 'Reopen').waitFor()
  await button(page, 'Back to the cases').click()
  await button(page, 'Done').click()
  await page.getByRole('link', { name: /#1003 Second printer/ }).waitFor()
})

test('a claim shows who it may be and the open cases: the customer is linked, and goes on in the newest case by a key', async () => {
  const { page } = ana
  const { api } = parley.ana
  const { version } = await admin.getSettings()
  await admin.editSettings({
    ifMatch: version,
    body: {
      searchable_attributes: ['Address', 'Desk'],
      crm_link: 'https://crm.example.com/?phone={phone}',
    },
  })
  const known = await api.createContact({
    body: {
      name: 'Grace Hopper',
      phones: [{ phone: '+12065557002', type: 'mobile' }],
      attributes: { Desk: '(206) 555-7003', Address: '12 Main Street' },
    },
  })
  const old = await api.createCase({ body: { contact_id: known.id, subject: 'Router' } })
  await api.createCase({ body: { contact_id: known.id, subject: 'Screen' } })
  await handset(parley.endpoints, '+12065557003').text(ourNumber, 'It is Grace from her desk')
  await row(page, '(206) 555-7003').click()
  await log(page).getByText('It is Grace from her desk').waitFor()
  await button(page, 'Claim').click()
  const pop = page.getByRole('region', { name: 'SMS Chat Request' })
  await pop.getByText('SMS+12065557003 · (206) 555-7003').waitFor()
  expect(await pop.getByRole('link', { name: 'Open in the CRM' }).getAttribute('href')).toBe(
    'https://crm.example.com/?phone=%2B12065557003',
  )
  // The phone stands in an attribute of hers; an address finds her just as well.
  await pop.getByRole('button', { name: /^Grace Hopper/ }).waitFor()
  await pop.getByRole('searchbox', { name: 'Who is it?' }).fill('12 main')
  await pop.getByText('1 contact found').waitFor()
  await pop.getByRole('button', { name: /^Grace Hopper/ }).click()
  await button(pop, 'Link').click()
  await button(pop, `Continue in #1005 Screen`).waitFor()
  await page.keyboard.press('2')
  await page.getByText(`Filed to #${old.number} Router`).waitFor()
  await pop.waitFor({ state: 'detached' })
  await until('the focus where Ana writes', () =>
    page.evaluate('document.activeElement.tagName === "TEXTAREA"'),
  )
  const { data } = await api.listConversations({ query: { contact_id: known.id } })
  expect(data).toMatchObject([{ contact_name: 'Grace Hopper', case: { id: old.id, sure: true } }])
  // From the menu it comes again, and a new case takes what she wrote last.
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Case and customer…' }).click()
  await button(pop, 'New case').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Grace Hopper · (206) 555-7003').waitFor()
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('Desk phone')
  await button(dialog, 'Open case').click()
  await page.getByText('Filed to #1006 Desk phone').waitFor()
  await log(page).getByRole('link', { name: '#1006 Desk phone' }).waitFor()
  expect(ana.complaints).toEqual([])
})

test('whoever changes a case sees which texts leave, can leave them out, and ends a task with its text by one press', async () => {
  const { page } = ana
  const { api } = parley.ana
  const admin = (await signIn(parley.endpoints, 'admin@example.com')).api
  const template = async (name: string, body: string) =>
    (await admin.createTemplate({ body: { name, use: 'case', body } })).id
  const opened = await template('Opened', 'Acme: your case {{ case.number }} is open.')
  const moved = await template('Moved', '{{ case.number }} is {{ case.status | default: "the same" }} now.')
  const frame = await template('Frame', 'Acme on {{ case.number }}: {{ case.update | default: "news" }}')
  const ended = await template('Ended', 'Case {{ case.number }} is done.')
  const visit = await template('Noon call', 'We come at noon.')
  await template('Follow it', 'Follow it: {{ links.case }}')
  const ruled = { type: 'ticket', on: true } as const
  const rule = (event: 'created' | 'updated' | 'status' | 'done', sms_template_id: typeof opened) => ({
    ...{ ...ruled, event, sms_template_id },
  })
  await admin.editSettings({
    ifMatch: '*',
    body: {
      case_texts: [
        { ...rule('created', opened), email_template_id: opened },
        rule('updated', frame),
        rule('status', moved),
        rule('done', ended),
      ],
    },
  })
  const texts = async () => (await customer().messages()).map(({ body }) => body)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Inbox' }).click()
  await row(page, '(206) 555-7001').click()
  await button(page, 'New case from this conversation').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('Scanner')
  const shown = await dialog
    .getByText(/^Acme: your case \d+ is open\.$/)
    .first()
    .textContent()
  const [number = ''] = /\d+/.exec(shown ?? '') ?? []
  await dialog.getByRole('checkbox', { name: 'E-mail the customer' }).uncheck()
  await button(dialog, 'Open case').click()
  await until('the text of the new case', async () =>
    (await texts()).includes(`Acme: your case ${number} is open.`),
  )
  const { data } = await api.listCases({ query: { number } })
  await page.goto(`${parley.endpoints.portal}/cases/${data[0]?.id}`)
  const timeline = page.getByRole('region', { name: 'What happened' })
  await timeline.getByText('The text left by itself.').waitFor()
  const box = page.getByRole('form', { name: 'What is new' })
  await box.getByRole('radio', { name: 'Update for the customer' }).check()
  await box.getByRole('textbox', { name: 'Comment or update' }).fill('/')
  await page.getByRole('combobox', { name: 'Find a template' }).fill('noon')
  await page.getByRole('option', { name: /Noon call/ }).waitFor()
  await page.keyboard.press('Enter')
  await box.getByText(`Acme on ${number}: We come at noon.`).waitFor()
  await button(box, 'Write and send').click()
  await until('the update', async () => (await texts()).includes(`Acme on ${number}: We come at noon.`))
  await box.getByRole('textbox', { name: 'Comment or update' }).fill('/')
  await page.getByRole('combobox', { name: 'Find a template' }).fill('follow')
  await page.getByRole('option', { name: /Follow it/ }).waitFor()
  await page.keyboard.press('Enter')
  await box.getByText(/^Acme on \d+: Follow it: https?:/).waitFor()
  const { page: followed } = await api.getCase({ id: data[0]?.id ?? 'cas_' })
  const draft = await box.getByRole('textbox', { name: 'Comment or update' }).inputValue()
  expect(draft).toBe(`Follow it: ${followed?.url}`)
  await box.getByRole('textbox', { name: 'Comment or update' }).fill('')
  await button(page, 'Edit').click()
  await dialog.getByRole('textbox', { name: 'Status' }).fill('ready')
  await dialog.getByText(`${number} is ready now.`).waitFor()
  await dialog.getByRole('checkbox', { name: 'Text the customer' }).uncheck()
  await button(dialog, 'Save').click()
  await page.getByText('Saved').waitFor()
  await button(page, 'Resolve').click()
  await dialog.getByText(`Case ${number} is done.`).waitFor()
  await button(dialog, 'Resolve').click()
  await until('the text of its end', async () => (await texts()).includes(`Case ${number} is done.`))
  const task = {
    subject: 'Visit',
    type: 'task',
    template_id: visit,
    contact_id: data[0]?.contact_id,
  } as const
  const { id } = await api.createCase({ body: task })
  await page.goto(`${parley.endpoints.portal}/cases/${id}`)
  const step = page.getByRole('region', { name: 'Step of this task: a text' })
  await step.getByText('We come at noon.').waitFor()
  await button(step, 'Text and resolve').click()
  await button(page, 'Reopen').waitFor()
  await until('the text of the task', async () => (await texts()).includes('We come at noon.'))
  expect(await texts()).not.toContain(`${number} is ready now.`)
  expect(await simulator(parley.endpoints).emails()).not.toContainEqual(
    expect.objectContaining({ subject: `#${number} Scanner` }),
  )
  expect(ana.complaints).toEqual([])
})
