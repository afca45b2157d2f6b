import type { App } from '#domain/app.ts'
import { times } from '#wiring/times.ts'
import { optionalVariable, variable } from '../environment.ts'

/** The files of texts in our bucket, for those functions that may read them. */
export const createFiles = (): App['files'] => {
  const days = optionalVariable('MEDIA_RETENTION_DAYS')
  return {
    ...(days && { keptFor: Number(days) * times.day }),
    link: async (key, now) => {
      // Few texts have files: others do not pay for what signs their addresses.
      const { signedLink } = await import('./signed-link.ts')
      return signedLink({ bucket: variable('MEDIA_BUCKET'), region: region() }, key, now)
    },
  }
}

/** Lambda says where it runs. */
const region = (): string => process.env.AWS_REGION ?? 'us-east-1'
