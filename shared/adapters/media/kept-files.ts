import type { App } from '#domain/app.ts'
import { times } from '#wiring/times.ts'
import { optionalVariable } from '../environment.ts'

/** For how long the stage keeps files. */
export const keptFiles = (): Pick<App['files'], 'keptFor'> => {
  const days = optionalVariable('MEDIA_RETENTION_DAYS')
  return days ? { keptFor: Number(days) * times.day } : {}
}
