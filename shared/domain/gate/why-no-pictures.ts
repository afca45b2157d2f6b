import { carrierTraits } from '../carriers/traits.ts'
import type { Media } from '../media/media.ts'
import type { BlockCause } from '../messages/gate-decision.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { type Address, countryOf } from '../phones/phone.ts'

type PictureFacts = {
  number: Pick<BusinessNumber, 'carrier' | 'mmsOut'>
  to: Address
  body: string
  /** The pictures that are to go along. */
  media?: readonly Media[]
}

/** Why these pictures cannot go with the text; undefined where they can, or there are none. */
export const whyNoPictures = ({ number, to, body, media = [] }: PictureFacts): BlockCause | undefined => {
  if (media.length === 0) return undefined
  const limits = carrierTraits[number.carrier].pictures.out
  if (!limits || !number.mmsOut) return 'pictures_off'
  if (limits.countries && !limits.countries.includes(countryOf(to) ?? '')) return 'no_pictures_there'
  if (media.some(isExpired)) return 'picture_expired'
  if (!media.every(isReady)) return 'picture_not_ready'
  if (media.length > limits.files) return 'too_many_pictures'
  if (media.reduce((sum, { bytes = 0 }) => sum + bytes, 0) > limits.bytes) return 'too_many_pictures'
  if ([...body].length > limits.body) return 'too_long_with_pictures'
  return undefined
}

const isReady = (media: Media): boolean => media.status === 'ready' && media.kind === 'image'

const isExpired = (media: Media): boolean => media.status === 'failed' && media.reason === 'expired'
