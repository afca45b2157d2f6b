import { plainBody } from '../text/plain-body.ts'
import type { TextFormat } from '../text/plain-text.ts'
import type { Content } from './compose-message.ts'

/** What a sender asks to be sent, in any format, as macros are kept. Default: plain text. */
export type Formatted<C extends Content> = C & { format?: TextFormat }

/** The content with its words only. Apart from what composes a text, so that only the API brings the parsers along. */
export const inWords = async <C extends Content>({ format, ...content }: Formatted<C>): Promise<C> =>
  ({ ...content, body: await plainBody(content.body, format) }) as unknown as C
