import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { MediaId } from '../ids.ts'
import { plainBody } from '../text/plain-body.ts'
import type { TextFormat } from '../text/plain-text.ts'
import { loadPictures } from '../uploads/load-upload.ts'
import type { Content } from './compose-message.ts'

/**
 * What a sender asks to be sent, in any format, as macros are kept; default: plain text. `media`: pictures that the sender has
 * uploaded.
 */
export type Formatted<C extends Content> = Omit<C, 'pictures'> & { format?: TextFormat; media?: MediaId[] }

/**
 * The content with its words only, and with the pictures themselves. Apart from what composes a text, so that only the API
 * brings the parsers along.
 */
export const inWords = async <C extends Content>(
  app: Pick<App, 'clock' | 'uploads'>,
  principal: Principal,
  { format, media, ...content }: Formatted<C>,
): Promise<C> => {
  const pictures = media?.length ? { pictures: await loadPictures(app, principal, media) } : {}
  const { body } = content as { body: string }
  return { ...content, ...pictures, body: await plainBody(body, format) } as unknown as C
}
