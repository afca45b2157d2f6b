import type { Conversation } from '../conversations/conversation.ts'
import type { BusinessNumber } from '../numbers/number.ts'

type Facts = {
  conversation: Pick<Conversation, 'id' | 'phone' | 'contactName' | 'lastMessage' | 'claimedBy'>
  number: Pick<BusinessNumber, 'name' | 'address' | 'noticesShowText'>
  /** Where the portal is, without a slash at its end. */
  portalUrl: string
  /** How many texts it tells of. */
  texts: number
}

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
    `To: ${number.name ? `${number.name} (${number.address})` : number.address}`,
    ...(preview ? ['', preview] : []),
    ...['', conversation.claimedBy ? 'Answer it:' : 'Claim the conversation and answer it:', link],
  ]
  return {
    subject: what,
    body: lines.join('\n'),
    sms: [what, ...(preview ? [preview] : []), link].join('\n'),
  }
}

/** What a phone reads that was told of nothing for a while: whose texts wait, or of how many customers. */
export const textOfMany = (conversations: Facts['conversation'][], portalUrl: string): string => {
  const [only, ...others] = conversations
  return only && others.length === 0
    ? `SMS Chat Request from ${whoIs(only)}\n${portalUrl}/c/${only.id}`
    : `SMS Chat Request: ${conversations.length} customers wait\n${portalUrl}/`
}

/** Four digits tell colleagues which customer it is, and strangers nothing. */
export const whoIs = ({ contactName, phone }: Facts['conversation']): string =>
  contactName ?? `the number that ends in ${phone.slice(-4)}`
