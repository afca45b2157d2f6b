import { Parser } from 'htmlparser2'

/** Not for readers, with all that is in them. */
const dropped = new Set(
  'script style template title noframes video audio iframe object svg math canvas'.split(' '),
)

/** Each stands on lines of its own. */
const blocks = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section summary table ul'.split(
    ' ',
  ),
)

type Walk = {
  /** The text so far, in pieces. */
  pieces: string[]
  /** What comes before what follows: line ends, the mark of a list item, a space. */
  breaks: number
  mark: string
  space: boolean
  /** How many elements deep in one that is dropped, or that keeps its white space. */
  droppedDepth: number
  preDepth: number
  lists: { next?: number }[]
  links: { address: string; from: number }[]
  /** Whether the row has a cell already. */
  cell: boolean
}

/**
 * The words of HTML as a phone can show them, by a parser that knows every entity and mends what is not closed: paragraphs
 * and rows on lines of their own, cells apart, list items marked, links with their address. `gap`: line ends between two
 * blocks.
 */
export const textOfHtml = (html: string, gap: 1 | 2): string => {
  const walk: Walk = {
    ...{ pieces: [], breaks: 0, mark: '', space: false, droppedDepth: 0, preDepth: 0, lists: [], links: [] },
    cell: false,
  }
  const parser = new Parser({
    onopentag: (name, attributes) => open(walk, gap, name, attributes),
    ontext: (text) => walk.droppedDepth === 0 && write(walk, text),
    onclosetag: (name) => close(walk, gap, name),
  })
  parser.end(html)
  return walk.pieces.join('').trim()
}

const open = (walk: Walk, gap: number, name: string, attributes: Record<string, string>): void => {
  if (dropped.has(name)) walk.droppedDepth++
  if (walk.droppedDepth > 0) return
  if (blocks.has(name)) breakLine(walk, walk.lists.length > 0 ? 1 : gap)
  if (name === 'br') walk.breaks = Math.min(2, walk.breaks + 1)
  if (name === 'pre') walk.preDepth++
  if (name === 'ul') walk.lists.push({})
  if (name === 'ol') walk.lists.push({ next: Number.parseInt(attributes.start ?? '', 10) || 1 })
  if (name === 'li') openItem(walk)
  if (name === 'tr') openRow(walk)
  if (name === 'td' || name === 'th') openCell(walk)
  if (name === 'a') walk.links.push({ address: addressOf(attributes.href ?? ''), from: walk.pieces.length })
}

const close = (walk: Walk, gap: number, name: string): void => {
  if (dropped.has(name)) walk.droppedDepth--
  if (walk.droppedDepth > 0) return
  if (name === 'pre') walk.preDepth--
  if (name === 'ul' || name === 'ol') walk.lists.pop()
  if (name === 'a') closeLink(walk)
  if (name === 'tr' || name === 'li') breakLine(walk, 1)
  if (blocks.has(name)) breakLine(walk, walk.lists.length > 0 ? 1 : gap)
}

const breakLine = (walk: Walk, count: number): void => {
  walk.breaks = Math.max(walk.breaks, count)
}

const openItem = (walk: Walk): void => {
  breakLine(walk, 1)
  const list = walk.lists.at(-1)
  const mark = list?.next === undefined ? '-' : `${list.next++}.`
  walk.mark = `${'  '.repeat(Math.max(0, walk.lists.length - 1))}${mark} `
}

const openRow = (walk: Walk): void => {
  breakLine(walk, 1)
  walk.cell = false
}

const openCell = (walk: Walk): void => {
  walk.space = walk.cell
  walk.cell = true
}

/** Outside `pre` a run of white space is one space, and none where a line begins. */
const write = (walk: Walk, text: string): void => {
  const kept = walk.preDepth > 0
  const words = kept ? text : text.replace(/[\s\u00a0]+/g, ' ')
  if (kept) put(walk, words)
  else putWords(walk, words)
}

const putWords = (walk: Walk, words: string): void => {
  if (words.startsWith(' ')) walk.space = true
  const inner = words.trim()
  if (inner === '') return
  put(walk, inner)
  walk.space = words.endsWith(' ')
}

/** Writes what was due before it, and the text. */
const put = (walk: Walk, text: string): void => {
  const last = walk.pieces.at(-1)
  const begins = last === undefined || walk.breaks > 0
  if (last !== undefined) walk.pieces.push('\n'.repeat(walk.breaks))
  if (walk.space && !begins && !/\s$/.test(last)) walk.pieces.push(' ')
  if (walk.mark !== '') walk.pieces.push(walk.mark)
  walk.breaks = 0
  walk.mark = ''
  walk.space = false
  walk.pieces.push(text)
}

/** A link is a full address in plain text: the phone makes it one to tap. */
const closeLink = (walk: Walk): void => {
  const link = walk.links.pop()
  if (!link || link.address === '') return
  const label = walk.pieces.slice(link.from).join('').trim()
  if (label === link.address) return
  walk.space = true
  put(walk, link.address)
}

/** Of addresses within the page, and of those that run code, a phone can make nothing. */
const addressOf = (href: string): string => {
  const address = href.trim()
  return /^https?:/i.test(address) ? address : (/^(?:mailto|tel):(.*)/is.exec(address)?.[1] ?? '')
}
