import { createListeners } from '../data/listeners.ts'
/** Whether a newer build of the page has been published. */
export type Releases = {
  isNewer(): boolean
  reload(): void
  subscribe(listener: () => void): () => void
}

/** The browser as this needs it. `isWriting`: something that a reload would take away. */
export type ReleasesWorld = {
  readConfig(): Promise<{ build: string }>
  isSeen(): boolean
  isWriting(): boolean
  reload(): void
  /** Remembers for this tab that it loaded itself anew for a build; false when it had done so before. */
  remember(build: string): boolean
}

/** Looks for a newer build; `look` is called when somebody comes back to the page, and every few minutes. */
export const createReleases = (
  build: string,
  world: ReleasesWorld,
): Releases & { look(): Promise<void>; leave(): void } => {
  const listeners = createListeners()
  let newer: string | undefined

  /** Nobody sees it and nothing is lost; and not twice, should the newer page not come. */
  const reloadUnseen = () => {
    if (newer && !world.isSeen() && !world.isWriting() && world.remember(newer)) world.reload()
  }
  return {
    isNewer: () => newer !== undefined,
    reload: world.reload,
    subscribe: listeners.subscribe,
    look: async () => {
      const published = await world.readConfig().catch(() => undefined)
      if (published && published.build !== build) {
        newer = published.build
        listeners.tell()
      }
      reloadUnseen()
    },
    leave: reloadUnseen,
  }
}
