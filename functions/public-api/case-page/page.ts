import { smsLink } from '#contract/widget-page.ts'
import type { CasePage, PageEntry } from '#domain/cases/case-page.ts'
import { documentAnswer } from '../document.ts'
import { type Html, html } from '../html.ts'
import type { PublicAnswer } from '../router.ts'
import type { Words } from './words.ts'

/** A picture with an address that works for some minutes. */
type LinkedPicture = { url: string; width: number; height: number }
/** An entry with what is there of its pictures still. */
export type LinkedEntry = Omit<PageEntry, 'pictures'> & { pictures: LinkedPicture[] }

/** The page as its customer sees it. `entries`: newest first; the page has them in the order in which one reads. */
export const casePageAnswer = (words: Words, page: CasePage, entries: LinkedEntry[]): PublicAnswer => {
  const [picture] = entries.flatMap(({ pictures }) => pictures)
  return documentAnswer({
    lang: words.lang,
    title: `${page.company}: ${words.case(page.number)}`,
    ...(picture && { pictures: new URL(picture.url).origin }),
    body: html`<header><p class="company">${page.company}</p><h1>${page.subject}</h1>
<div class="facts"><span>${words.case(page.number)}</span><span class="state">${page.status ?? words.states[page.state]}</span></div></header>
${textUs(words, page)}
<h2>${words.messages}</h2>
${entries.length === 0 ? html`<p>${words.nothing}</p>` : html`<ol>${entries.toReversed().map((entry) => entryOf(words, page, entry))}</ol>`}
${page.expiresAt !== undefined && html`<p class="hint">${words.ends(dayOf(words, page, page.expiresAt))}</p>`}`,
  })
}

/** The number of the case stands in the text, since that is what files it. */
const textUs = (words: Words, { textTo, number }: CasePage): Html | undefined => {
  if (!textTo) return undefined
  const named = `#${number}`
  return html`<a class="text-us" href="${smsLink(textTo, `${named}: `)}">${words.textUs}</a>
<p class="hint">${words.textUsHint(named)}</p>`
}

const entryOf = (words: Words, page: CasePage, entry: LinkedEntry): Html =>
  html`<li class="${entry.from}"><div class="meta"><strong>${entry.from === 'customer' ? words.you : page.company}</strong><time datetime="${new Date(entry.at).toISOString()}">${timeOf(words, page, entry.at)}</time></div>
${entry.body && html`<p class="words">${entry.body}</p>`}${entry.pictures.length > 0 && html`<div class="pictures">${entry.pictures.map((picture, index) => pictureOf(words, picture, index))}</div>`}${entry.files && html`<p class="hint">${words.files(entry.files)}</p>`}</li>`

/** The longer side of a thumbnail. */
const thumbnailSide = 320

const pictureOf = (words: Words, { url, width, height }: LinkedPicture, index: number): Html => {
  const scale = Math.min(1, thumbnailSide / Math.max(width, height))
  return html`<img src="${url}" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}" alt="${words.picture(index + 1)}" loading="lazy">`
}

/** Where the customer is nobody says, so the zone stands there. */
const timeOf = ({ lang }: Words, { zone = 'UTC' }: CasePage, at: number): string =>
  new Intl.DateTimeFormat(lang, {
    ...{ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
    ...{ timeZone: zone, timeZoneName: 'short' },
  }).format(at)

const dayOf = ({ lang }: Words, { zone = 'UTC' }: CasePage, at: number): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: zone }).format(at)

/** One and the same for a code that never was, was taken away or has ended. */
export const noPageAnswer = (words: Words): PublicAnswer =>
  documentAnswer({
    ...{ lang: words.lang, title: words.notFound, status: 404 },
    body: html`<div class="card"><h1>${words.notFound}</h1><p>${words.notFoundHint}</p></div>`,
  })
