import { randomUUID } from 'node:crypto'
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns'
import type { State } from '../../runner/core/state.ts'
import { type AwsSettings, settingsOf } from './aws-numbers.ts'
import type { HandsetMessage } from './handset.ts'
import type { InboundText } from './inbound.ts'
import type { Network } from './network.ts'

export type RcsCarrier = {
  state: State
  network: Network
  sns: SNSClient
  s3: S3Client
  /** The bytes of a file that a phone sent. */
  read(url: string): Buffer
}

type Media = NonNullable<HandsetMessage['media']>[number]

/**
 * What a customer sends to an RCS agent, as AWS hands it over: words are a text, each file is put into the bucket and told of
 * by a text of its own. Gives the carrier's id.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/rcs-inbound-media.html
 */
export const receiveRcs = async (text: InboundText, carrier: RcsCarrier): Promise<string> => {
  const { state, network, sns } = carrier
  const id = text.id ?? randomUUID()
  const settings = settingsOf(state, text.to)
  const publish = (inboundMessageId: string, messageBody: string) =>
    sns.send(
      new PublishCommand({
        TopicArn: settings.TwoWayChannelArn,
        Message: JSON.stringify({
          originationNumber: text.from,
          destinationNumber: text.to,
          messageKeyword: 'keyword-default',
          messageBody,
          inboundMessageId,
          previousPublishedMessageId: network.lastOutbound(text.from, text.to),
        }),
      }),
    )
  if (settings.TwoWayChannelArn) {
    if (text.body !== '') await publish(id, text.body)
    for (const [index, file] of (text.media ?? []).entries()) {
      const fileId = `${id}-file-${index}`
      await publish(fileId, JSON.stringify(await store(file, fileId, settings, carrier)))
    }
  }
  const notice = settings.TwoWayChannelArn ? undefined : 'Not delivered: the RCS agent is not activated.'
  network.carry({ ...text, id, direction: 'inbound', notice })
  return id
}

/** Puts the file where the agent is set to; where it is set to nothing, AWS can put it nowhere. */
const store = async (
  { content_type, url }: Media,
  id: string,
  { TwoWayMediaS3BucketName: bucket, TwoWayMediaS3KeyPrefix: prefix }: AwsSettings,
  { s3, read }: RcsCarrier,
) => {
  const bytes = read(url)
  const fileName = `file.${content_type.split('/')[1] ?? 'bin'}`
  const facts = { mimeType: content_type, fileName, fileSizeBytes: bytes.length }
  if (!bucket || !prefix) return { mediaStatus: 'UPLOAD_FAILED', ...facts }
  const Key = `${prefix}/rcs/${id}#${fileName}`
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: bytes, ContentType: content_type }))
  return { mediaStatus: 'SUCCESS', s3Bucket: bucket, s3Key: Key, ...facts }
}
