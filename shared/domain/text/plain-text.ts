import createMarkdown, { type MarkdownIt, type Token } from 'markdown-it'
import { textOfHtml } from './html-text.ts'

export type TextFormat = 'text' | 'html' | 'markdown'

/**
 * What of a macro a phone can show: anything that is no text, and all formatting, is left out (Intercom). A link keeps
 * its address. A body in the format `text` comes back as it is: nothing that a person typed is taken for formatting.
 */
export const plainText = (body: string, format: TextFormat): string => {
  if (format === 'text') return body
  return format === 'html' ? textOfHtml(body, 1) : textOfHtml(markdown().render(body), 2)
}

let made: MarkdownIt | undefined

/** CommonMark with tables and strikethrough. A line end in a paragraph is one on the phone. */
const markdown = (): MarkdownIt => {
  made ??= keepingProducts(createMarkdown({ html: true, breaks: true }))
  return made
}

/** Emphasis by asterisks inside a word is none: "2*3*4" is a product, and would be read as 234. */
const keepingProducts = (parser: MarkdownIt): MarkdownIt => {
  parser.core.ruler.push('keep_products', ({ tokens }) => {
    for (const { children } of tokens) if (children) keepAsterisks(children)
  })
  return parser
}

const keepAsterisks = (tokens: Token[]): void => {
  const open: number[] = []
  for (const [i, { type }] of tokens.entries()) {
    if (type === 'em_open') open.push(i)
    const start = type === 'em_close' ? open.pop() : undefined
    if (start !== undefined && isInWord(tokens, start, i)) for (const at of [start, i]) showMarkup(tokens[at])
  }
}

const isInWord = (tokens: Token[], start: number, end: number): boolean =>
  /[\p{L}\p{N}]$/u.test(tokens[start - 1]?.content ?? '') ||
  /^[\p{L}\p{N}]/u.test(tokens[end + 1]?.content ?? '')

const showMarkup = (token: Token | undefined): void => {
  if (token) Object.assign(token, { type: 'text', tag: '', nesting: 0, content: token.markup })
}
