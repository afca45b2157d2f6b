import { LiquidError } from 'liquidjs/dist/liquid.browser.mjs'
import type { Place, TemplateMistake } from '#domain/templates/template-tree.ts'
import { filters, tags } from './create-liquid.ts'

/** What a template says is understood, and not allowed. */
export class MistakeError extends Error {
  readonly at: Place

  constructor(detail: string, at: Place) {
    super(detail)
    this.name = 'MistakeError'
    this.at = at
  }
}

/** What is wrong with a template, in words of ours where the parser's would help nobody. Throws what is no mistake of its author. */
export const mistakeIn = (error: unknown): TemplateMistake => {
  const own = LiquidError.is(error) ? error.originalError : error
  if (own instanceof MistakeError) return { detail: own.message, ...own.at }
  if (!LiquidError.is(error)) throw error
  const [line, column] = error.token.getPosition()
  return {
    detail: inWords(error.originalError?.message ?? error.message),
    ...(line && column && { line, column }),
  }
}

const sentences: [RegExp, (name: string) => string][] = [
  [/^tag "(.*)" not found/s, (name) => `There is no tag "${name}" in templates: use ${tags.join(', ')}.`],
  [
    /^undefined filter: (.*?)(?:, line:.*)?$/s,
    (name) => `There is no filter "${name}" in templates: use ${filters.join(', ')}.`,
  ],
  [/^tag (.*) not closed/s, (tag) => `${tag} is not closed.`],
  [/^output (.*) not closed/s, (output) => `${output} is not closed.`],
  [/call stack|too much recursion/, () => 'Choices are too deep.'],
  [/limit exceeded/, () => 'The template makes too much of too little: it grows beyond what a text can be.'],
]

const longest = 60

const inWords = (message: string): string => {
  for (const [pattern, sentence] of sentences) {
    const match = pattern.exec(message)
    if (match) return sentence(shortened(match[1] ?? ''))
  }
  return `This cannot be read as a template: ${shortened(message.replace(/, line:\d+, col:\d+/, ''))}.`
}

const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text
