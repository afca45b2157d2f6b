/** The template asks for something that the local runner does not know; the text names it. */
export class TemplateError extends Error {
  override name = 'TemplateError'
}
