import { variable } from '../environment.ts'

/** The bucket with the files of texts, and where it is: Lambda says in which region it runs. */
export const mediaPlace = () => ({
  bucket: variable('MEDIA_BUCKET'),
  region: process.env.AWS_REGION ?? 'us-east-1',
})
