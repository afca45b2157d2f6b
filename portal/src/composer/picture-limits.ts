import { uploadTypes } from '#contract/upload-limits.ts'
import { carrierTraits } from '#domain/carriers/traits.ts'
import type { BusinessNumber } from '../data/api.ts'

/** How many pictures may go with one text from a number; none where it, or its carrier, sends none. */
export const mostPictures = (number: BusinessNumber | undefined): number =>
  number?.mms_out ? (carrierTraits[number.carrier].pictures.out?.files ?? 0) : 0

/** What file choosers offer; those of Windows know HEIC by its ending only. */
export const acceptedPictures = `${uploadTypes.join(',')},.heic,.heif`
