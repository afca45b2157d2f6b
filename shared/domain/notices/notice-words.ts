import type { Conversation } from '../conversations/conversation.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Push } from '../pushes/push.ts'

type Facts = {
  conversation: Pick<Conversation, 'id' | 'phone' | 'contactName' | 'lastMessage' | 'claimedBy'>
  number: Pick<BusinessNumber, 'name' | 'address' | 'noticesShowText'>
  /** Where the portal is, without a slash at its end. */
  portalUrl: string
  /** How many texts it tells of. */
  texts: number
}

/** What a push shows, and where it leads to in the portal. A later one of the same tag takes its place. */
export type CallOnDevice = Pick<Push, 'title' | 'body' | 'tag' | 'path'>

export type NoticeWords = { subject: string; body: string; sms: string }

/**
 * What users read of a customer's texts: the title and call id of seed 001, who wrote to which number, and the link to claim
 * the conversation, behind which nothing is seen without signing in. What the customer wrote stands in it only where the
 * number says so.
 */
export const noticeWords = ({ conversation, number, portalUrl, texts }: Facts): NoticeWords => {
  const from = whoIs(conversation)
  const what = texts > 1 ? `SMS Chat Request: ${texts} texts from ${from}` : `SMS Chat Request from ${from}`
  const link = `${portalUrl}/c/${conversation.id}`
  const preview = number.noticesShowText ? conversation.lastMessage?.preview : undefined
  const lines = [
    ...[what, ''],
    `Call id: SMS${conversation.phone}`,
    `To: ${numberIn(number)}`,
    ...(preview ? ['', preview] : []),
    ...['', conversation.claimedBy ? 'Answer it:' : 'Claim the conversation and answer it:', link],
  ]
  return {
    subject: what,
    body: lines.join('\n'),
    sms: [what, ...(preview ? [preview] : []), link].join('\n'),
  }
}

/**
 * What a device of an agent shows of a customer's texts. It may lie on a table: neither what the customer wrote stands in it,
 * whatever the number says, nor their whole phone.
 */
export const pushWords = (
  { id, phone, contactName }: Facts['conversation'],
  number: Pick<BusinessNumber, 'name' | 'address'>,
): CallOnDevice => ({
  title: 'SMS Chat Request',
  body: [
    `From ${whoIs({ phone, contactName })}`,
    `To ${numberIn(number)}`,
    `Call id SMS…${phone.slice(-4)}`,
  ].join('\n'),
  tag: id,
  path: `/c/${id}`,
})

const numberIn = ({ name, address }: Pick<BusinessNumber, 'name' | 'address'>): string =>
  name ? `${name} (${address})` : address

/** What a phone reads that was told of nothing for a while: whose texts wait, or of how many customers. */
export const textOfMany = (conversations: Facts['conversation'][], portalUrl: string): string => {
  const [only, ...others] = conversations
  return only && others.length === 0
    ? `SMS Chat Request from ${whoIs(only)}\n${portalUrl}/c/${only.id}`
    : `SMS Chat Request: ${conversations.length} customers wait\n${portalUrl}/`
}

/** Four digits tell colleagues which customer it is, and strangers nothing. */
export const whoIs = ({ contactName, phone }: Pick<Conversation, 'contactName' | 'phone'>): string =>
  contactName ?? `the number that ends in ${phone.slice(-4)}`
