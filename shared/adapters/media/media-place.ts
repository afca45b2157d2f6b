import { ownRegion, variable } from '../environment.ts'

/** The bucket with the files of texts, and where it is. */
export const mediaPlace = () => ({
  bucket: variable('MEDIA_BUCKET'),
  region: ownRegion(),
})
