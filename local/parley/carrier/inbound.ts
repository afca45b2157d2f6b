import { randomUUID } from 'node:crypto'
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns'
import type { HandsetMessage } from './handset.ts'
import type { Network } from './network.ts'

export type InboundText = {
  from: string
  to: string
  body: string
  media?: HandsetMessage['media']
  /** Repeats the carrier's message id: the same text, delivered once more. */
  id?: string
}

export type InboundCarrier = { network: Network; sns: SNSClient; topicArn: string }

const keywords = ['STOP', 'START', 'HELP', 'INFO', 'UNSTOP', 'CANCEL', 'END', 'QUIT', 'UNSUBSCRIBE']

/**
 * Delivers the words of a customer's text as AWS End User Messaging does; settles when the topic took it. Gives the carrier's id.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html
 */
export const receiveText = async (
  text: InboundText,
  { network, sns, topicArn }: InboundCarrier,
): Promise<string> => {
  const inboundMessageId = text.id ?? randomUUID()
  const keyword = text.body.trim().split(/\s/)[0]?.toUpperCase() ?? ''
  const payload = {
    originationNumber: text.from,
    destinationNumber: text.to,
    messageKeyword: keywords.includes(keyword) ? keyword : 'keyword-default',
    messageBody: text.body,
    inboundMessageId,
    previousPublishedMessageId: network.lastOutbound(text.from, text.to),
  }
  if (text.body !== '')
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(payload) }))
  network.carry({ ...text, id: inboundMessageId, direction: 'inbound', notice: noticeOf(text) })
  return inboundMessageId
}

/**
 * AWS takes no pictures from phones ("Two-way MMS is not supported", https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms.html):
 * the words arrive without them, a picture alone not at all, and nothing tells of it.
 */
const noticeOf = ({ body, media }: InboundText): string | undefined => {
  if (!media) return undefined
  return body === ''
    ? 'Not delivered: numbers of AWS receive no pictures or files.'
    : 'Only the words were delivered: numbers of AWS receive no pictures or files.'
}
