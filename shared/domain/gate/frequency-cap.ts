import { placeOf, zonesOf } from '../hours/place.ts'
import type { MessageId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { ruleId } from '../rule-source.ts'
import { type Thread, withCampaignText } from '../threads/thread.ts'
import { hour } from '../time.ts'
import { frequencyCaps } from './frequency-caps.ts'

type Recipient = Pick<Thread, 'phone' | 'flags'>

/** Until when (epoch milliseconds) a cap holds a text, and the id of its rule. */
export type Capped = { until: number; rule: string }

/**
 * Until when a campaign must wait for the frequency cap of the recipient's place; undefined where none holds it. The text
 * itself is not counted against itself.
 */
export const cappedUntil = (
  thread: Recipient & Pick<Thread, 'campaignTexts'>,
  now: number,
  messageId?: MessageId,
): Capped | undefined => {
  const place = cappedPlace(thread)
  const cap = place && frequencyCaps[place]
  if (!cap) return undefined
  const window = cap.hours * hour
  const others = (thread.campaignTexts ?? []).filter((text) => text.messageId !== messageId)
  const counted = others.map(({ at }) => at).filter((at) => at > now - window)
  const oldest = counted.toSorted((a, b) => a - b).at(-cap.texts)
  return oldest === undefined ? undefined : { until: oldest + window, rule: ruleId('frequency_cap', place) }
}

/** The thread with a campaign counted as sent now, where its recipient's place has a cap; else the same thread. */
export const withCampaign = (
  thread: Thread,
  { id, origin }: Pick<OutboundMessage, 'id' | 'origin'>,
  now: number,
): Thread =>
  origin === 'campaign' && cappedPlace(thread) ? withCampaignText(thread, { messageId: id, at: now }) : thread

/**
 * The key of the cap that holds for a recipient. An area code of a state is presumed to be there. Of somebody whose zone is
 * none of their area code's it is only known that they moved: a cap of any state in that zone counts.
 */
const cappedPlace = ({ phone, flags: { zone } }: Recipient): string | undefined => {
  const place = placeOf(phone)
  if (!place) return 'unknown'
  if (place.code in frequencyCaps) return place.code
  if (zone === undefined || place.zones.includes(zone)) return undefined
  return Object.keys(frequencyCaps).find((state) => zonesOf(state).includes(zone))
}
