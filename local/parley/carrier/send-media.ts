import { randomUUID } from 'node:crypto'
import { ServiceError } from '../../runner/core/aws-endpoint.ts'
import type { HandsetMessage } from './handset.ts'
import { type Carrier, type SendTextInput, sendText } from './send-text.ts'

export type SendMediaInput = Omit<SendTextInput, 'MessageType'> & { MediaUrls?: string[] }

type MediaStores = {
  /** The object that an `s3://` address names; undefined where there is none. */
  read(url: string): Promise<{ contentType: string; data: Buffer } | undefined>
  /** Keeps it for the phone, and gives the address where the phone shows it. */
  put(id: string, contentType: string, data: Buffer): string
}

const types = ['image/jpeg', 'image/png', 'image/gif']
const mostBytes = 2_000_000

/**
 * `SendMediaMessage` of AWS End User Messaging: one file from a bucket, to phones of the US and Canada. The rest is as with a
 * text. https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendMediaMessage.html
 */
export const sendMedia = async (
  input: SendMediaInput,
  carrier: Carrier,
  stores: MediaStores,
): Promise<object | undefined> => {
  const [url = ''] = input.MediaUrls ?? []
  if (!url.startsWith('s3://') || input.MediaUrls?.length !== 1)
    throw invalid('MediaUrls', 'One address of an object in S3 is needed.')
  if (!input.DestinationPhoneNumber?.startsWith('+1'))
    throw invalid('DestinationPhoneNumber', 'MMS goes to the United States and Canada only.')
  const file = await stores.read(url)
  if (!file) throw invalid('MediaUrls', 'The object cannot be read.')
  if (!types.includes(file.contentType) || file.data.length > mostBytes)
    throw invalid('MediaUrls', 'The file is too large, or of a type that MMS does not carry.')
  const media: HandsetMessage['media'] = [
    { content_type: file.contentType, url: stores.put(randomUUID(), file.contentType, file.data) },
  ]
  return sendText(input, carrier, media)
}

const invalid = (Name: string, Message: string) =>
  new ServiceError('ValidationException', Message, {
    Reason: 'INVALID_PARAMETER',
    Fields: [{ Name, Message }],
  })
