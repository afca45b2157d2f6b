import { expect, test } from 'vitest'
import { type SendMediaInput, sendMedia } from '../../../../local/parley/carrier/send-media.ts'
import { createCarrier, createTopic } from './create-carrier.ts'

const picture = { contentType: 'image/jpeg', data: Buffer.from('a picture') }
const input: SendMediaInput = {
  DestinationPhoneNumber: '+12065550123',
  OriginationIdentity: '+12065550100',
  MessageBody: 'Look',
  ConfigurationSetName: 'parley-test',
  MediaUrls: ['s3://pictures/media/1'],
}

const send = (changes: Partial<SendMediaInput> = {}, file: typeof picture | undefined = picture) => {
  const carrier = createCarrier(createTopic().sns)
  const stores = {
    read: async (url: string) => (url === 's3://pictures/media/1' ? file : undefined),
    put: () => 'http://sim/media/1',
  }
  const sent = sendMedia({ ...input, ...changes }, carrier, stores)
  return { carrier, sent }
}

test('a text with a picture of the bucket reaches the phone with it', async () => {
  const { carrier, sent } = send()
  expect(await sent).toMatchObject({ MessageId: expect.any(String) })
  const media = [{ content_type: 'image/jpeg', url: 'http://sim/media/1' }]
  expect(carrier.network.messages('+12065550123')).toMatchObject([{ body: 'Look', media }])
})

test.each<[string, Partial<SendMediaInput>, typeof picture?]>([
  ['a phone abroad', { DestinationPhoneNumber: '+447400123456' }],
  ['no picture', { MediaUrls: [] }],
  ['two pictures', { MediaUrls: ['s3://pictures/media/1', 's3://pictures/media/1'] }],
  ['a picture of the web', { MediaUrls: ['https://example.com/1.jpg'] }],
  ['one that is not there', { MediaUrls: ['s3://pictures/media/2'] }],
  ['a WebP', {}, { ...picture, contentType: 'image/webp' }],
  ['3 MB', {}, { ...picture, data: Buffer.alloc(3_000_000) }],
])('%s is refused as AWS refuses it', async (_, changes, file) => {
  const { carrier, sent } = send(changes, file)
  await expect(sent).rejects.toMatchObject({ code: 'ValidationException' })
  expect(carrier.network.messages('+12065550123')).toEqual([])
})
