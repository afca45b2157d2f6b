import { describeEncoding } from '../text/describe-encoding.ts'
import type { Message } from './message.ts'

/** Segments that a text to a customer would not have had with other characters of the same meaning. */
export const wastedSegments = ({
  direction,
  encoding,
  body,
}: Pick<Message, 'direction' | 'encoding' | 'body'>): number =>
  direction === 'outbound' && encoding === 'ucs2' ? describeEncoding(body).saved : 0
