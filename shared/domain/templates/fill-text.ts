import type { App } from '../app.ts'
import { plainBody } from '../text/plain-body.ts'
import { templateInvalid } from './check-content.ts'
import type { TemplateContent } from './template.ts'
import { type FilledText, nameOf, type Path, type TemplateFacts } from './template-tree.ts'

/** A text in which every value stands, and the variables that would have left a hole. */
export type Filled = { body: string; missing: Path[] }

/**
 * The plain text of a template with the facts in it. Throws `template_invalid` where it grows beyond what a text can be.
 */
export const fillText = async (
  app: Pick<App, 'renderer'>,
  { body, format }: Pick<TemplateContent, 'body' | 'format'>,
  facts: TemplateFacts,
): Promise<Filled> => {
  const rendered = await app.renderer.fill(body, facts)
  if ('mistake' in rendered) throw templateInvalid([{ path: 'body', ...rendered.mistake }])
  const { pieces, holes } = rendered.filled
  const text = format === 'text' ? whole(pieces) : await withoutFormat(pieces, format)
  return {
    body: text.trim(),
    missing: [...new Map(holes.map(([path = []]) => [nameOf(path), path])).values()],
  }
}

const whole = (pieces: FilledText['pieces']): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.value)).join('')

/**
 * Only the template's own words are HTML or Markdown: "<3" and "A*B*C" in a value stay what they are. So a mark holds the
 * place of each value until the format is gone; a word, which every format leaves alone.
 */
const withoutFormat = async (
  pieces: FilledText['pieces'],
  format: TemplateContent['format'],
): Promise<string> => {
  const mark = unusedMark(whole(pieces))
  const marked = pieces.map((piece, i) => (typeof piece === 'string' ? piece : `${mark}${i}q`)).join('')
  const plain = await plainBody(marked, format)
  return plain.replace(new RegExp(`${mark}(\\d+)q`, 'g'), (_, i) => {
    const piece = pieces[Number(i)]
    return typeof piece === 'object' ? piece.value : ''
  })
}

const unusedMark = (text: string, mark = 'zq'): string =>
  text.includes(mark) ? unusedMark(text, `${mark}q`) : mark
