import type { TemplateId } from '../ids.ts'
import type { InboundMessage, OutboundMessage } from '../messages/message.ts'
import { day } from '../time.ts'
import type { Thread } from './thread.ts'

/**
 * The thread with a text that is taken to the carrier now (epoch milliseconds). One without a template takes the place of one that
 * had one: an opt-out that follows answers the newer text.
 */
export const withTemplate = (
  { lastTemplate: _, ...thread }: Thread,
  { template, numberId }: Pick<OutboundMessage, 'template' | 'numberId'>,
  now: number,
): Thread => (template ? { ...thread, lastTemplate: { id: template.id, numberId, at: now } } : thread)

/**
 * The template that an opt-out of the customer answers: that of the last text to the phone, where it left from the same number
 * within the day before `at`.
 */
export const templateBefore = (
  { lastTemplate: last }: Pick<Thread, 'lastTemplate'>,
  { numberId, at }: Pick<InboundMessage, 'numberId' | 'at'>,
): TemplateId | undefined =>
  last?.numberId === numberId && last.at <= at && last.at > at - day ? last.id : undefined
