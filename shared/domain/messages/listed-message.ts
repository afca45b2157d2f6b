import { encodeNumber, type MessageId } from '../ids.ts'
import type { Message } from './message.ts'

/** What the list of a number's messages tells of one before it is read. */
export type ListedMessage = { id: MessageId; direction: Message['direction'] }

/** Sorts the messages of a number by when they were stored, however late a carrier brought them, and names each. */
export const listOrder = ({ id, createdAt, direction }: Pick<Message, 'id' | 'createdAt' | 'direction'>) =>
  `${storedAt(createdAt)}${id.slice('msg_'.length)}${direction === 'inbound' ? 'i' : 'o'}`

export const parseListOrder = (order: string): ListedMessage => ({
  id: `msg_${order.slice(timeLength, -1)}`,
  direction: order.endsWith('i') ? 'inbound' : 'outbound',
})

/** Sorts before everything that was stored at that time (epoch milliseconds) or later. */
export const storedAt = (time: number): string => encodeNumber(Math.max(0, time), timeLength)

const timeLength = 10
