import type { TextFormat } from './plain-text.ts'

/** The words of a body in any format. The parsers of macros are loaded at the first one: most texts are plain. */
export const plainBody = async (body: string, format: TextFormat = 'text'): Promise<string> =>
  format === 'text' ? body : (await import('./plain-text.ts')).plainText(body, format)
