export type TextFormat = 'text' | 'html' | 'markdown'

/**
 * What of a macro a phone can show: anything that is no text, and all formatting, is left out (Intercom). A link keeps
 * its address. A body in the format `text` comes back as it is: nothing that a person typed is taken for formatting.
 */
export const plainText = (body: string, format: TextFormat): string => {
  if (format === 'text') return body
  return tidy(format === 'html' ? textOfHtml(body) : textOfMarkdown(body))
}

const textOfHtml = (html: string): string =>
  decodeEntities(
    html
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<(script|style|head|video|audio|iframe|object|svg|template)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi, '')
      .replace(/\s+/g, ' ')
      .replace(/<a\b[^<>]*?\bhref\s*=\s*(["'])([^"'<>]*)\1[^<>]*>(.*?)<\/a\s*>/gi, (_, __, address, label) =>
        link(label.replace(tags, ''), address),
      )
      .replace(/<li\b[^<>]*>/gi, '\n- ')
      .replace(/<br\b[^<>]*>|<\/(?:p|div|ul|ol|h[1-6]|tr|table|blockquote)\s*>/gi, '\n')
      .replace(tags, '')
      .replace(/ {2,}/g, ' '),
  )

const tags = /<\/?[a-z][^<>]*>/gi

/** CommonMark, as far as people use it in macros. */
const textOfMarkdown = (markdown: string): string =>
  markdown
    .replace(/!\[[^[\]\n]*\]\([^()\n]*\)/g, '')
    .replace(/\[([^[\]\n]*)\]\(\s*<?([^()<>\s]*)>?(?:\s[^()\n]*)?\)/g, (_, label, address) =>
      link(label, address),
    )
    .replace(/<(https?:[^<>\s]+)>/gi, '$1')
    .replace(tags, '')
    .replace(/^ {0,3}(?:```|~~~).*$/gm, '')
    .replace(/^ {0,3}(?:[-*_] *){3,}$/gm, '')
    .replace(/^ {0,3}(?:#{1,6} +|(?:> ?)+)/gm, '')
    .replace(/^( *)[*+] +/gm, '$1- ')
    .replace(/(`{1,3})([^`\n]+)\1/g, '$2')
    .replace(/(?<!\\)(\*\*|__|~~)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(?<![\\\p{L}\p{N}*_])([*_])(?=\S)([^*_\n]*?\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\\([\\`*_{}[\]()#+\-.!~>|])/g, '$1')

/** A link is a full address in plain text: the phone makes it one to tap. */
const link = (label: string, address: string): string => {
  const words = label.trim()
  return words === '' || words === address ? address : `${words} ${address}`
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[name.toLowerCase()] ?? whole
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : ''
  })

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd().replace(/^ (?=\S)/, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
