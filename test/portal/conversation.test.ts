import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from '../../portal/src/data/api.ts'
import { handset, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import {
  button,
  hide,
  log,
  messageField,
  row,
  type Seat,
  show,
  startBrowser,
  takeSeat,
} from '../support/portal/browser.ts'
import { isDrawn, putMedia, type Shelf, smallPicture, someMedia } from '../support/portal/pictures.ts'

const ourNumber = '+12065550100'
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let ana: Seat
let ben: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  const { portal } = parley.endpoints
  ana = await takeSeat(browser, portal, 'ana@example.com', { serviceWorker: true })
  ben = await takeSeat(browser, portal, 'ben@example.com', { width: 375, height: 812 })
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const phoneOf = (last: string) => `+1206555${last}`
const shownPhone = (last: string) => `(206) 555-${last}`

/** A customer texts; Ana opens the conversation. */
const opened = async (last: string, words = 'Hi') => {
  const customer = handset(parley.endpoints, phoneOf(last))
  await customer.text(ourNumber, words)
  await row(ana.page, shownPhone(last)).click()
  await log(ana.page).getByText(words, { exact: true }).waitFor()
  return customer
}

const heardBy = (customer: ReturnType<typeof handset>, body: string) =>
  until(`"${body}" on the phone`, async () => {
    const heard = (await customer.messages()).filter((message) => message.body === body)
    return heard.length > 0 && heard
  })

test('a text appears by itself at both agents, new and unread', async () => {
  await handset(parley.endpoints, phoneOf('3001')).text(ourNumber, 'Do you fix phones?')
  for (const { page } of [ana, ben]) {
    const link = row(page, shownPhone('3001'))
    await link.getByText('Do you fix phones?').waitFor()
    await link.getByText('New', { exact: true }).waitFor()
  }
  await until('the title', async () => (await ana.page.title()).startsWith('('))
})

test('of two who claim at once one wins; the other reads who, and finds it in Team', async () => {
  await opened('3002')
  await row(ben.page, shownPhone('3002')).click()
  await button(ben.page, 'Claim').waitFor()
  // Nobody's page may learn of it before both have pressed.
  await ben.page.route('**/v1/conversations/*/claim', async (route) => {
    await button(ana.page, 'Claim').click()
    await button(ana.page, 'Send').waitFor()
    await route.continue()
  })
  await button(ben.page, 'Claim').click()
  await ben.page.getByText('Ana has claimed this conversation.', { exact: true }).waitFor()
  await ben.page.unroute('**/v1/conversations/*/claim')
  await button(ben.page, 'Back to the inbox').click()
  await row(ben.page, shownPhone('3002')).waitFor({ state: 'detached' })
  await ben.page.getByRole('button', { name: 'Team' }).click()
  await row(ben.page, shownPhone('3002')).waitFor()
  await ben.page.getByRole('button', { name: 'Active' }).click()
  await ana.page.keyboard.press('Shift+C')
  await row(ben.page, shownPhone('3002')).waitFor()
})

test('a reply goes out in one press, and the page follows it until it is delivered', async () => {
  const customer = await opened('3003')
  await messageField(ana.page).fill('We open at nine')
  await button(ana.page, 'Claim and send').click()
  await heardBy(customer, 'We open at nine')
  const bubble = log(ana.page).locator('.turn', { hasText: 'We open at nine' })
  await bubble.getByText('delivered').waitFor()
  expect(await messageField(ana.page).inputValue()).toBe('')
})

test('pictures of a text are thumbnails that open, and each file that is none says what it is', async () => {
  const { page } = ana
  await opened('3050', 'My pictures')
  const shelf: Shelf = {
    media: someMedia('fetching'),
    version: 1,
    livesMilliseconds: 600_000,
    works: (link) => link > 3,
  }
  const messages = await putMedia(page, 'My pictures', shelf)
  await page.reload()
  const talk = log(page)
  await talk.getByRole('img', { name: 'Picture 3 of 3 is on its way' }).waitFor()
  await row(page, shownPhone('3050')).getByText('3 pictures', { exact: true }).waitFor()
  await talk.getByText('It is larger than 12 MB.').waitFor()
  await talk.getByText('48 kB', { exact: true }).waitFor()
  const thumbnail = (place: number) => button(talk, `Picture ${place} of 3: open it`)
  const seen = (picture: Locator) => until('the picture', () => isDrawn(picture))
  // The first links have ended: others were asked for, by a request for each picture at most.
  for (const place of [1, 2]) await seen(thumbnail(place).getByRole('img'))
  expect(messages.asked()).toBeLessThanOrEqual(3)
  expect(await thumbnail(1).boundingBox()).toMatchObject({ width: 96, height: 96 })

  await thumbnail(1).press('Enter')
  const view = page.getByRole('dialog')
  await seen(view.getByRole('img', { name: 'Picture 1 of 3' }))
  await page.keyboard.press('ArrowRight')
  await seen(view.getByRole('img', { name: 'Picture 2 of 3' }))
  expect(await button(view, 'The next picture').isDisabled()).toBe(true)
  await page.keyboard.press('ArrowLeft')
  await view.getByRole('heading', { name: 'Picture 1 of 3' }).waitFor()
  await page.keyboard.press('Escape')
  await view.waitFor({ state: 'detached' })
  expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Picture 1 of 3: open it')

  const isSaved = page.waitForEvent('download')
  await talk.getByRole('link', { name: 'Save bill.pdf' }).click()
  await isSaved
  Object.assign(shelf, { media: someMedia('ready'), version: 2, livesMilliseconds: 1_000 })
  await hide(page)
  await show(page)
  await seen(thumbnail(3).getByRole('img'))
  // These links end at once: before one is followed, another one is asked for.
  const before = messages.asked()
  const isSavedAgain = page.waitForEvent('download')
  await talk.getByRole('link', { name: 'Save bill.pdf' }).click()
  await isSavedAgain
  await thumbnail(3).click()
  await seen(view.getByRole('img', { name: 'Picture 3 of 3' }))
  expect(messages.asked()).toBe(before + 2)
  shelf.works = () => false
  await page.keyboard.press('ArrowLeft')
  await view.getByText('The picture could not be loaded.').waitFor()
  shelf.works = () => true
  await button(view, 'Try again').click()
  await seen(view.getByRole('img', { name: 'Picture 2 of 3' }))
  await page.keyboard.press('Escape')
  await page.unrouteAll()
})

const chooseFiles = async (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) => {
  const asked = page.waitForEvent('filechooser')
  await button(page, 'Attach pictures').click()
  await (await asked).setFiles(files)
}

const giveFile = async (page: Page, way: 'paste' | 'drop', content: Buffer, name: string) => {
  await messageField(page).focus()
  await page.evaluate(`{
    const data = new DataTransfer()
    const bytes = Uint8Array.from(atob('${content.toString('base64')}'), (letter) => letter.charCodeAt(0))
    data.items.add(new File([bytes], '${name}', { type: 'image/png' }))
    const how = { bubbles: true, cancelable: true }
    const event = '${way}' === 'paste'
      ? new ClipboardEvent('paste', { ...how, clipboardData: data })
      : new DragEvent('drop', { ...how, dataTransfer: data })
    document.activeElement.dispatchEvent(event)
  }`)
}

test('pictures are attached, tried again, kept over a reload, sent without words, and are on the phone', async () => {
  const { page } = ana
  const phone = handset(parley.endpoints, phoneOf('3060'))
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  const { data: numbers } = await api.listNumbers({ query: { limit: 100 } })
  const twilio = numbers.find(({ carrier }) => carrier === 'twilio')
  if (!twilio) throw new Error('There is no number of Twilio.')
  const { id, version } = twilio
  await api.editNumber({ id, ifMatch: version, body: { capabilities: ['sms', 'mms'], mms_out: true } })
  await phone.text(twilio.address, 'What does it look like?')
  await row(page, shownPhone('3060')).click()
  await log(page).getByText('What does it look like?').waitFor()
  await until(
    'the button',
    async () => (await button(page, 'Attach pictures').getAttribute('aria-disabled')) === 'false',
  )

  const tray = page.getByRole('list', { name: 'Pictures that go along' })
  const attached = (name: string) => tray.getByRole('listitem').filter({ hasText: name })
  const uploads = /\/uploads\//
  await page.route(uploads, (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  const photo = { name: 'front.png', mimeType: 'image/png', buffer: smallPicture }
  await chooseFiles(page, photo, { name: 'bill.pdf', mimeType: 'application/pdf', buffer: smallPicture })
  await attached('front.png').getByText('It did not arrive. Try again.').waitFor()
  await attached('bill.pdf')
    .getByText(/^Only JPEG, PNG/)
    .waitFor()
  expect(await button(page, 'Claim and send').getAttribute('aria-disabled')).toBe('true')
  await button(page, 'Remove bill.pdf').click()
  await page.unroute(uploads)
  await button(page, 'Try again with front.png').click()
  await giveFile(page, 'paste', smallPicture, 'back.png')
  for (const name of ['front.png', 'back.png'])
    await attached(name).getByText('ready', { exact: true }).waitFor()
  await until('the thumbnail', () => isDrawn(attached('back.png').getByRole('img')))
  await giveFile(page, 'drop', smallPicture, 'side.png')
  await page.getByText('3 pictures: counts as 3 credits').waitFor()
  await button(page, 'Remove side.png').click()
  await page.getByText('2 pictures: counts as 3 credits').waitFor()

  await page.reload()
  await until('the thumbnail', () => isDrawn(attached('front.png').getByRole('img')))
  // The thread is told of the text before the request that sends it is answered.
  const isAnswered = Promise.withResolvers<void>()
  const posts = '**/v1/conversations/*/messages'
  await page.route(posts, async (route) => {
    const response = await route.fetch()
    await isAnswered.promise
    await route.fulfill({ response })
  })
  await button(page, 'Claim and send').click()
  await log(page).locator('.turn.out').getByText('sending').waitFor()
  const told = await until('the text at the API', async () => {
    const { data } = await api.findMessages({ query: { phone: phoneOf('3060'), direction: 'outbound' } })
    return data.find(({ origin }) => origin === 'agent')
  })
  await row(page, shownPhone('3060')).getByText('2 pictures').waitFor()
  expect(await log(page).locator(`#${told.id}`).count()).toBe(0)
  isAnswered.resolve()
  const sent = log(page).locator(`#${told.id}`)
  await until('the picture', () => isDrawn(sent.getByRole('img', { name: 'Picture 2 of 2' })))
  await sent.getByText('delivered').waitFor()
  await page.unroute(posts)
  const heard = await until('the pictures on the phone', async () => {
    const texts = await phone.messages()
    return texts.find(({ media }) => media)
  })
  expect(heard).toMatchObject({
    body: '',
    media: [{ content_type: 'image/jpeg' }, { content_type: 'image/jpeg' }],
  })
  expect(await tray.count()).toBe(0)
})

test('from a number that sends no pictures the composer says so, however one is attached', async () => {
  await opened('3061')
  const { page } = ana
  expect(await button(page, 'Attach pictures').getAttribute('aria-disabled')).toBe('true')
  await button(page, 'Attach pictures').press('Enter')
  const why = page.getByText('Pictures cannot be sent from this number. Send a link instead.')
  await why.waitFor()
  await messageField(page).fill('Here')
  await why.waitFor({ state: 'detached' })
  for (const way of ['paste', 'drop'] as const) {
    await giveFile(page, way, smallPicture, 'front.png')
    await why.waitFor()
    await messageField(page).fill('')
    await why.waitFor({ state: 'detached' })
    await messageField(page).fill('Here')
  }
  await messageField(page).fill('')
})

test('a draft outlives another conversation and a reload, and is in no other one', async () => {
  await opened('3004')
  await messageField(ana.page).fill('half a sentence')
  await opened('3005')
  expect(await messageField(ana.page).inputValue()).toBe('')
  await ana.page.reload()
  await row(ana.page, shownPhone('3004')).getByText('Draft').waitFor()
  await row(ana.page, shownPhone('3004')).click()
  await until('the draft', async () => (await messageField(ana.page).inputValue()) === 'half a sentence')
})

test('Enter sends, but not the one that ends the composition of a character', async () => {
  const customer = await opened('3006')
  await messageField(ana.page).fill('こんにちは')
  await messageField(ana.page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, keyCode: 229 })
  expect(await messageField(ana.page).inputValue()).toBe('こんにちは')
  await messageField(ana.page).press('Enter')
  await heardBy(customer, 'こんにちは')
})

test('characters that make a text Unicode are marked, and one press replaces them', async () => {
  await opened('3007')
  await messageField(ana.page).fill(`${'a'.repeat(80)} — “soon”`)
  await ana.page.getByText('2 segments instead of 1').waitFor()
  expect(await ana.page.locator('.field mark').allTextContents()).toEqual(['—', '“', '”'])
  await ana.page.getByRole('button', { name: /^Replace, saves \$/ }).click()
  expect(await messageField(ana.page).inputValue()).toBe(`${'a'.repeat(80)} - "soon"`)
  await ana.page.getByText('89 characters · 1 segment').waitFor()
})

test('while the API is down a text waits, outlives a reload, and arrives once', async () => {
  const customer = await opened('3008')
  await button(ana.page, 'Claim').click()
  await button(ana.page, 'Send').waitFor()
  const sending = '**/v1/conversations/*/messages'
  await ana.page.route(sending, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await messageField(ana.page).fill('Once and only once')
  await button(ana.page, 'Send').click()
  await log(ana.page).getByText('waits for a connection').waitFor()
  await ana.page.reload()
  await log(ana.page).locator('.waits', { hasText: 'Once and only once' }).waitFor()
  await ana.page.unroute(sending)
  await heardBy(customer, 'Once and only once')
  await log(ana.page).locator('.turn', { hasText: 'Once and only once' }).getByText('delivered').waitFor()
  expect(await heardBy(customer, 'Once and only once')).toHaveLength(1)
})

test('an answer that was lost on its way makes no second text', async () => {
  const customer = await opened('3009')
  let lost = 0
  await ana.page.route('**/v1/conversations/*/messages', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost++
    await route.fetch()
    await route.abort()
  })
  await messageField(ana.page).fill('Sent, unanswered')
  await button(ana.page, 'Claim and send').click()
  await log(ana.page).locator('.turn', { hasText: 'Sent, unanswered' }).getByText('delivered').waitFor()
  await ana.page.unroute('**/v1/conversations/*/messages')
  expect([lost, (await heardBy(customer, 'Sent, unanswered')).length]).toEqual([1, 1])
})

test('whoever has opted out before is not written to, until they opt in again', async () => {
  const customer = await opened('3019')
  await customer.text(ourNumber, 'STOP')
  await row(ana.page, shownPhone('3019')).getByText('STOP').waitFor()
  await opened('3020')
  await row(ana.page, shownPhone('3019')).click()
  await messageField(ana.page).fill('Just one thing')
  await ana.page.getByText('This cannot be sent: they have opted out.').waitFor()
  await messageField(ana.page).press('Enter')
  expect(await messageField(ana.page).inputValue()).toBe('Just one thing')
  await customer.text(ourNumber, 'START')
  await ana.page.getByText('This cannot be sent').waitFor({ state: 'detached' })
  await button(ana.page, 'Claim and send').click()
  await heardBy(customer, 'Just one thing')
})

test('STOP stops a text that is being written, and the reason is said; the words stay', async () => {
  const customer = await opened('3010')
  await button(ana.page, 'Claim').click()
  await messageField(ana.page).fill('One more thing')
  await customer.text(ourNumber, 'STOP')
  await ana.page.getByText('This cannot be sent: they have opted out.').waitFor()
  expect(await button(ana.page, 'Send').getAttribute('aria-disabled')).toBe('true')
  expect(await messageField(ana.page).inputValue()).toBe('One more thing')
  await customer.text(ourNumber, 'START')
  await ana.page.getByText('This cannot be sent').waitFor({ state: 'detached' })
  await messageField(ana.page).press('Enter')
  await heardBy(customer, 'One more thing')
})

test('a text of a scheduled hour waits in its place, is changed there, and leaves when the hour comes', async () => {
  const customer = await opened('3011')
  await messageField(ana.page).fill('Your laptop is ready')
  await button(ana.page, 'Later').click()
  await ana.page.getByRole('menuitem', { name: 'In an hour' }).click()
  await button(ana.page, 'Claim and send').click()
  const bubble = log(ana.page).locator('.turn', { hasText: 'laptop is ready' })
  await bubble.getByText(/Goes out/).waitFor()
  await bubble.getByRole('button', { name: 'Edit' }).click()
  const field = bubble.getByRole('textbox', { name: 'Text', exact: true })
  await field.fill('Your laptop is ready now')
  const { api } = parley.ana
  const shownId = (await bubble.getAttribute('id')) as Message['id']
  const { id, version } = await api.getMessage({ id: shownId })
  await api.editHeld({ id, ifMatch: version, body: { body: 'The laptop is ready' } })
  await bubble.getByRole('button', { name: 'Save' }).click()
  await bubble.getByRole('alert').getByText('“The laptop is ready”').waitFor()
  expect(await field.inputValue()).toBe('Your laptop is ready now')
  await bubble.getByRole('button', { name: 'Save' }).click()
  await field.waitFor({ state: 'detached' })
  await bubble.getByText('Your laptop is ready now').waitFor()
  await simulator(parley.endpoints).travel({ advance: 'PT61M' })
  await heardBy(customer, 'Your laptop is ready now')
  await bubble.getByText('delivered').waitFor()
})

test('a closed conversation is reopened by a text, and the agent may start a new one from there', async () => {
  const customer = await opened('3012', 'First')
  await button(ana.page, 'Claim').click()
  await button(ana.page, 'Send').waitFor()
  await ana.page.getByRole('button', { name: 'Close conversation' }).click()
  await row(ana.page, shownPhone('3012')).waitFor({ state: 'detached' })
  await customer.text(ourNumber, 'Second')
  await row(ana.page, shownPhone('3012')).click()
  await log(ana.page).getByText('reopened by their text').waitFor()
  await log(ana.page).getByRole('button', { name: 'start a new one from here' }).click()
  await log(ana.page).getByText('First').waitFor()
  await log(ana.page).getByRole('link', { name: 'Open the other conversation' }).first().waitFor()
})

test('a note is seen by colleagues and by no customer', async () => {
  const customer = await opened('3013')
  await button(ana.page, 'Write a note').click()
  await messageField(ana.page).fill('Part is on order')
  await button(ana.page, 'Save note').click()
  await log(ana.page)
    .locator('.note-turn', { hasText: 'Part is on order' })
    .getByText('only your team sees this')
    .waitFor()
  expect((await customer.messages()).map(({ body }) => body)).not.toContain('Part is on order')
})

test('closing with a text that waits asks what becomes of it', async () => {
  const customer = await opened('3014')
  await messageField(ana.page).fill('See you tomorrow')
  await button(ana.page, 'Later').click()
  await ana.page.getByRole('menuitem', { name: 'In an hour' }).click()
  await button(ana.page, 'Claim and send').click()
  await log(ana.page)
    .getByText(/Goes out/)
    .waitFor()
  await button(ana.page, 'Close conversation').click()
  await button(ana.page, 'Close, and withdraw them').click()
  await row(ana.page, shownPhone('3014')).waitFor({ state: 'detached' })
  await simulator(parley.endpoints).travel({ advance: 'PT61M' })
  await ana.page.getByRole('button', { name: 'Closed' }).click()
  await row(ana.page, shownPhone('3014')).click()
  await log(ana.page).locator('.turn', { hasText: 'See you tomorrow' }).getByText('withdrawn').waitFor()
  expect((await customer.messages()).map(({ body }) => body)).not.toContain('See you tomorrow')
  await ana.page.getByRole('button', { name: 'Active' }).click()
})

/** Ana begins a conversation with somebody who has an open one. */
const begun = async (last: string, words: string) => {
  await button(ana.page, 'Start a conversation').click()
  await ana.page.getByRole('textbox', { name: 'To' }).fill(shownPhone(last))
  await ana.page.getByRole('button', { name: /SMS Chat Request/ }).click()
  await messageField(ana.page).fill(words)
  await button(ana.page, 'Send').click()
}

test('who starts with somebody who has an open conversation may go on there', async () => {
  const customer = await opened('3021', 'The old matter')
  await button(ana.page, 'Claim').click()
  await button(ana.page, 'Send').waitFor()
  await begun('3021', 'The same matter')
  await button(ana.page, 'Go on with it').click()
  await log(ana.page).getByText('The old matter').waitFor()
  await heardBy(customer, 'The same matter')
  const { data } = await parley.ana.api.listConversations({ query: { phone: phoneOf('3021') } })
  expect(data).toHaveLength(1)
})

test('to start with somebody who has an open conversation is a choice, and both name each other', async () => {
  const customer = await opened('3015', 'An old matter')
  await begun('3015', 'A new matter')
  await button(ana.page, 'Close it and start a new one').click()
  await log(ana.page).getByText('A new matter').waitFor()
  await log(ana.page).getByRole('link', { name: 'Open the other conversation' }).first().waitFor()
  await heardBy(customer, 'A new matter')
})

test('what reads like an opt-out is decided on where it was said, with a reason', async () => {
  await opened('3023', 'please don’t text me before noon')
  const question = ana.page.getByRole('region', { name: 'Opt-out to decide on' })
  await button(question, 'They do not').click()
  await question.getByRole('textbox', { name: 'Why is this no opt-out?' }).fill('Afternoons are fine')
  await ana.page.keyboard.press('Enter')
  await question.waitFor({ state: 'detached' })
  const { data } = await parley.ana.api.listConsentReviews({ query: { state: 'decided' } })
  expect(data).toMatchObject([{ phone: phoneOf('3023'), state: 'dismissed', reason: 'Afternoons are fine' }])
})

test('within the seconds that an agent wants, a text is taken back into the field', async () => {
  const customer = await opened('3016')
  await button(ana.page, 'Your account').click()
  await ana.page.getByRole('menuitem', { name: 'Preferences' }).click()
  await ana.page.getByText('10 s', { exact: true }).click()
  await ana.page.keyboard.press('Escape')
  await messageField(ana.page).fill('Too early')
  await button(ana.page, 'Claim and send').click()
  await log(ana.page)
    .getByText(/Leaves in/)
    .waitFor()
  await button(ana.page, 'Undo').click()
  await until('the words', async () => (await messageField(ana.page).inputValue()) === 'Too early')
  await ana.page.evaluate("localStorage.removeItem('parley.preferences')")
  await ana.page.clock.install()
  await ana.page.reload()
  await messageField(ana.page).fill('Now')
  await messageField(ana.page).press('Enter')
  await log(ana.page)
    .getByText(/Leaves in/)
    .waitFor()
  await ana.page.clock.fastForward(10_000)
  await heardBy(customer, 'Now')
  expect((await customer.messages()).map(({ body }) => body)).not.toContain('Too early')
})

/** Another tab of somebody, at the same place of the page. */
const tabOf = async ({ context }: Seat, place: string) => {
  const page = await context.newPage()
  await page.goto(place)
  await page.getByRole('link', { name: 'ana@example.com' }).click()
  await messageField(page).waitFor()
  return page
}

/** How many texts wait on a person's device to be sent. */
const waitingIn = (page: Page) =>
  page.evaluate(`new Promise((resolve, reject) => {
    const request = indexedDB.open('parley.outbox')
    request.onerror = reject
    request.onsuccess = () => {
      const count = request.result.transaction('texts').objectStore('texts').count()
      count.onsuccess = () => resolve(count.result)
      request.result.close()
    }
  })`)

const wantUndo = async (undo_seconds: number | null) => {
  const { version } = await parley.ana.api.getPreferences()
  await parley.ana.api.editPreferences({ ifMatch: version, body: { undo_seconds } })
}

test('a text whose tab is hidden or closed in those seconds leaves at once, and the next tab does not repeat it', async () => {
  await wantUndo(10)
  const customer = await opened('3024')
  await button(ana.page, 'Claim').click()
  await button(ana.page, 'Send').waitFor()
  const tab = await tabOf(ana, ana.page.url())
  // As on every visit but the first, the page is under its service worker.
  await tab.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await tab.reload()
  await messageField(tab).waitFor()
  expect(await tab.evaluate('navigator.serviceWorker.controller?.state')).toBe('activated')
  const waits = async (words: string) => {
    await messageField(tab).fill(words)
    await button(tab, 'Send').click()
    await log(tab)
      .getByText(/Leaves in/)
      .waitFor()
  }
  await until('the wish is known', () =>
    tab.evaluate(() => localStorage.getItem('parley.preferences')?.includes('"undoSeconds":10')),
  )
  await waits('Into the pocket')
  await hide(tab)
  await heardBy(customer, 'Into the pocket')
  await waits('On my way out')
  // A closing page has half a second in Chromium, which a busy machine may not give: it hears of its end before that.
  await tab.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
  await tab.close({ runBeforeUnload: true })
  await heardBy(customer, 'On my way out')
  const next = await tabOf(ana, ana.page.url())
  // A tab that closed before it read the answer leaves the text behind: the next one asks again, with the same key.
  await until('nothing waits', async () => (await waitingIn(next)) === 0)
  await log(next).locator('.turn', { hasText: 'On my way out' }).getByText('delivered').waitFor()
  for (const words of ['Into the pocket', 'On my way out'])
    expect(await heardBy(customer, words)).toHaveLength(1)
  await next.close()
  await wantUndo(null)
})

test('a crash of the tab loses neither what waits to be sent nor what is being written', async () => {
  const customer = await opened('3025')
  const seat = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  const { page } = seat
  await page.route('**/v1/conversations/*/messages', (route) => route.abort())
  await row(page, shownPhone('3025')).click()
  await messageField(page).fill('Before the crash')
  await button(page, 'Claim and send').click()
  await log(page).getByText('waits for a connection').waitFor()
  await messageField(page).fill('half a thought')
  const place = page.url()
  const crashed = page.waitForEvent('crash')
  page.goto('chrome://crash').catch(() => {})
  await crashed
  const next = await tabOf(seat, place)
  expect(await messageField(next).inputValue()).toBe('half a thought')
  await log(next).locator('.turn', { hasText: 'Before the crash' }).getByText('delivered').waitFor()
  expect(await heardBy(customer, 'Before the crash')).toHaveLength(1)
  await seat.context.close()
})

test('a text that failed is sent again in one press', async () => {
  const customer = await opened('3017')
  await button(ana.page, 'Claim').click()
  await button(ana.page, 'Send').waitFor()
  // The welcome text must not be the one that fails.
  await log(ana.page).locator('.turn', { hasText: 'Welcome' }).getByText('delivered').waitFor()
  await simulator(parley.endpoints).fault('invalid_number')
  await messageField(ana.page).fill('Second time lucky')
  await messageField(ana.page).press('Enter')
  const failed = log(ana.page).locator('.turn', { hasText: 'Second time lucky' }).first()
  await failed.getByRole('button', { name: 'Send again' }).click()
  await heardBy(customer, 'Second time lucky')
  await failed.getByText('sent again').waitFor()
})

test('everything from the list to the closed conversation works without a mouse', async () => {
  const { page } = ana
  const customer = handset(parley.endpoints, phoneOf('3018'))
  await customer.text(ourNumber, 'By keys')
  await row(page, shownPhone('3018')).waitFor()
  await page.goto(parley.endpoints.portal)
  await row(page, shownPhone('3018')).waitFor()
  await page.keyboard.press('j')
  await log(page).getByText('By keys').waitFor()
  await page.keyboard.press('c')
  await button(page, 'Send').waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('All by keys')
  await page.keyboard.press('Enter')
  await heardBy(customer, 'All by keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await row(page, shownPhone('3018')).waitFor({ state: 'detached' })
})

test('nothing went wrong on either page, and nothing was refused by its policy', () => {
  expect([ana.complaints, ben.complaints]).toEqual([[], []])
})
