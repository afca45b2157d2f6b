import type { App } from '#domain/app.ts'
import { keptFiles } from './kept-files.ts'
import { mediaPlace } from './media-place.ts'

/** Addresses of files of texts, for those functions that may read them. */
export const fileLinks = (): Pick<App['files'], 'keptFor' | 'link'> => ({
  ...keptFiles(),
  link: async (key, now) => {
    // Few texts have files: others do not pay for what signs their addresses.
    const { signedLink } = await import('./signed-link.ts')
    return signedLink(mediaPlace(), key, now)
  },
})
