import * as z from 'zod/mini'
import type { CarrierInbound, RcsContent } from '#domain/inbound/received-text.ts'
import { variable } from '../../environment.ts'
import { type Ignored, ignore, named, unneeded } from '../fields.ts'
import { openEnvelope } from './envelope.ts'

/**
 * Two-way SMS of AWS End User Messaging (user guide, "two-way SMS message payload"), as far as Parley cannot do without
 * it. A text without words is one, too: `media` says that pictures came, which AWS itself never delivers.
 */
const twoWayText = z.object({
  originationNumber: named(),
  destinationNumber: named(),
  messageBody: z.nullish(z.string()),
  inboundMessageId: unneeded(named()),
  previousPublishedMessageId: unneeded(named()),
  media: unneeded(z.array(z.unknown())),
})

/**
 * The topic for texts also has what RCS tells about a phone: that somebody types or taps. These have a type and no words
 * (user guide, "RCS message events").
 */
const event = z.object({ eventType: z.string(), messageBody: z.nullish(z.never()) })

/**
 * A customer's text from the queue, where it was put at `queuedAt`. AWS gives no time of its own, so the time of SNS
 * counts. Throws on what cannot be read.
 */
export const parseAwsInbound = async (body: string, queuedAt: number): Promise<CarrierInbound | Ignored> => {
  const { message, id, at } = openEnvelope(body, queuedAt)
  const told = event.safeParse(message)
  if (told.success) return ignore(told.data.eventType)
  const text = twoWayText.parse(message)
  const words = text.messageBody ?? ''
  const rcs = await rcsContentOf(words)
  return {
    carrier: 'aws',
    // What SNS delivers again has the same id again.
    carrierMessageId: text.inboundMessageId ?? named().parse(id),
    from: text.originationNumber,
    to: text.destinationNumber,
    body: words,
    at,
    previousCarrierMessageId: text.previousPublishedMessageId,
    ...(rcs && { rcs }),
    ...(text.media?.length && {
      media: text.media.map((_, index) => ({ index, failed: 'not_available' as const })),
    }),
  }
}

/** Loaded at need: few texts are JSON, and a cold start should not read how it is understood. */
const rcsContentOf = async (words: string): Promise<RcsContent | undefined> => {
  if (!words.startsWith('{')) return undefined
  const { rcsContentIn } = await import('./rcs.ts')
  return rcsContentIn(words, () => variable('MEDIA_BUCKET'))
}
