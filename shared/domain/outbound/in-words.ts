import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { MediaId, TemplateId } from '../ids.ts'
import type { Addressee } from '../templates/fill-request.ts'
import { plainBody } from '../text/plain-body.ts'
import type { TextFormat } from '../text/plain-text.ts'
import { loadPictures } from '../uploads/load-upload.ts'
import type { Content } from './compose-message.ts'

/**
 * What a sender asks to be sent: a body in any format, as macros are kept (default: plain text), or a template with its
 * inputs. `media`: pictures that the sender has uploaded.
 */
export type Formatted<C extends Content> = Omit<C, 'body' | 'pictures' | 'template'> & {
  body?: string
  format?: TextFormat
  templateId?: TemplateId
  input?: Record<string, string>
  media?: MediaId[]
}

export type WordsNeeds = Pick<App, 'clock' | 'renderer' | 'settings' | 'teams' | 'templates' | 'uploads'>

/**
 * The content with its words only, and with the pictures themselves. Apart from what composes a text, so that only the API
 * brings the parsers along. `addressee`: whom a template is filled in for; nobody else is asked.
 */
export const inWords = async <C extends Content>(
  app: WordsNeeds,
  principal: Principal,
  { body = '', format, templateId, input = {}, media, ...content }: Formatted<C>,
  addressee: () => Promise<Addressee>,
): Promise<C> => {
  const pictures = media?.length ? { pictures: await loadPictures(app, principal, media) } : {}
  const words = templateId
    ? await filledIn(app, principal, { templateId, input, wordless: media !== undefined }, addressee)
    : { body: await plainBody(body, format) }
  return { ...content, ...pictures, ...words } as unknown as C
}

/** Most texts are written by hand: what fills in a template is loaded at the first one. */
const filledIn: typeof import('../templates/fill-request.ts').fillRequest = async (...request) =>
  (await import('../templates/fill-request.ts')).fillRequest(...request)
