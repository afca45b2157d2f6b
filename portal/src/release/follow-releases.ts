import { createReleases, type Releases } from './releases.ts'

const everyMilliseconds = 10 * 60_000

/** The name of the build that this page is of. */
export const buildOfPage = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? ''

/** Watches for releases in this tab. `isSending` says whether texts are on their way. */
export const followReleases = (isSending: () => boolean): Releases => {
  const key = 'parley.reloaded-for'
  const releases = createReleases(buildOfPage(), {
    readConfig: async () => (await fetch('/config.json', { cache: 'no-store' })).json(),
    isSeen: () => document.visibilityState === 'visible',
    isWriting: () => isSending() || hasWords(),
    reload: () => location.reload(),
    remember: (build) => {
      const isFirst = sessionStorage.getItem(key) !== build
      sessionStorage.setItem(key, build)
      return isFirst
    },
  })
  // Whoever works on the page has it reloaded by vite.
  if (buildOfPage() === 'development') return releases
  window.addEventListener('focus', releases.look)
  document.addEventListener('visibilitychange', releases.leave)
  setInterval(releases.look, everyMilliseconds)
  return releases
}

/** Whether anything is written in a field: most of it is kept elsewhere, too, but not all. */
const hasWords = () =>
  [...document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea, input')].some(
    ({ type, value }) => !/checkbox|radio|hidden/.test(type) && value !== '',
  )
