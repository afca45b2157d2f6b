import type { Locator, Page, Route } from 'playwright-core'

/** A PNG of eight by six pixels. */
export const smallPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAiUlEQVR42gXBOw7CMAwA0Bw7c4QEggCFlrRQoIbyNUh4iDxZGTz5WLznPELAY8QuYQNYIcaMs4IT52kMNETqE7VANdI606LQ1Hl+BL5GPic+ACfkbeZV4bnz8g5yj3JJcgLZo+yybIosnddv0FfUW1IAPaJ2WZuilfP2C/aJ9kw2gg1ofba2WP0HkXhcifnprAgAAAAASUVORK5CYII=',
  'base64',
)

/** Whether the browser could draw a picture. */
export const isDrawn = (picture: Locator): Promise<boolean> =>
  picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0)

type Media = { id: string; status: string; [field: string]: unknown }

/** Two pictures, a third one in the given state, one that did not come, and a file, as the API shows them without links. */
export const someMedia = (third: 'fetching' | 'ready'): Media[] =>
  [
    { ...picture, width: 1600, height: 1200 },
    { ...picture, width: 1200, height: 1600 },
    third === 'ready' ? picture : { status: 'fetching', content_type: 'image/jpeg' },
    { status: 'failed', content_type: 'image/jpeg', reason: 'too_large' },
    { status: 'ready', kind: 'file', content_type: 'application/pdf', name: 'bill.pdf', bytes: 48_211 },
  ].map((file, index) => ({ id: `med_0${index}`, index, ...file }))

const picture = { status: 'ready', kind: 'image', content_type: 'image/jpeg', width: 800, height: 600 }

/** What there is now: the files in this version, how long their links live, and which of the links answer. */
export type Shelf = {
  media: Media[]
  version: number
  livesMilliseconds: number
  works(link: number): boolean
}

/**
 * Puts files into the text with these words, which it takes away. Lists answer without links, as what is pushed has
 * none; `getMessage` makes a link with a number of its own each time. Gives how often it was asked.
 */
export const putMedia = async (page: Page, words: string, shelf: Shelf) => {
  let links = 0
  let asked = 0
  const linked = (file: Media) => {
    if (file.status !== 'ready') return file
    const place = `${new URL(page.url()).origin}/test-media/${file.id}`
    const link = `?link=${++links}`
    const expires_at = new Date(Date.now() + shelf.livesMilliseconds).toISOString()
    const thumbnail = file.kind === 'image' && { thumbnail_url: `${place}/thumb${link}` }
    return { ...file, ...thumbnail, url: `${place}/view${link}`, expires_at }
  }
  const withMedia = (message: { body: string; version: number }, media: Media[]) =>
    message.body === words
      ? { ...message, body: '', media, version: message.version + shelf.version }
      : message
  await page.route(/\/v1\/messages\/[^/]+$/, async (route) => {
    asked++
    const response = await route.fetch()
    await route.fulfill({ response, json: withMedia(await response.json(), shelf.media.map(linked)) })
  })
  await page.route(/\/v1\/conversations\/[^/]+\/timeline/, async (route) => {
    const response = await route.fetch()
    const page = await response.json()
    const data = page.data.map((entry: { message?: { body: string; version: number } }) =>
      entry.message ? { ...entry, message: withMedia(entry.message, shelf.media) } : entry,
    )
    await route.fulfill({ response, json: { ...page, data } })
  })
  await page.route('**/v1/conversations?*', async (route) => {
    const response = await route.fetch()
    const page = await response.json()
    const data = page.data.map((row: { last_message?: { preview: string } }) =>
      row.last_message?.preview === words
        ? { ...row, last_message: { ...row.last_message, preview: '', media: { count: 3, pictures: true } } }
        : row,
    )
    await route.fulfill({ response, json: { ...page, data } })
  })
  await page.route('**/test-media/**', (route) => answerLink(route, shelf))
  return { asked: () => asked }
}

const answerLink = (route: Route, { works }: Shelf) => {
  const url = new URL(route.request().url())
  if (!works(Number(url.searchParams.get('link')))) return route.fulfill({ status: 403 })
  const isFile = url.pathname.includes('med_04')
  return isFile
    ? route.fulfill({
        headers: { 'content-disposition': 'attachment' },
        contentType: 'application/octet-stream',
        body: 'bill',
      })
    : route.fulfill({ contentType: 'image/png', body: smallPicture })
}
