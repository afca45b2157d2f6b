import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { PortalConfig } from '#wiring/portal.ts'
import type { Agent, Api } from './data/api.ts'
import type { Attention } from './data/attention.ts'
import type { Bulk } from './data/bulk.ts'
import type { Clock } from './data/clock.ts'
import type { Drafts } from './data/drafts.ts'
import type { Following } from './data/follow.ts'
import type { Inbox } from './data/inbox.ts'
import type { CaseNews, Mention, News } from './data/news.ts'
import type { Outbox } from './data/outbox.ts'
import type { Pictures } from './data/pictures.ts'
import type { PreferenceStore } from './data/preferences.ts'
import type { Presence } from './data/presence.ts'
import type { WorkspaceSettings } from './data/settings.ts'
import type { Store } from './data/store.ts'
import type { Threads } from './data/thread.ts'
import type { ToastList } from './data/toasts.ts'
import type { Views } from './data/views.ts'
import type { Releases } from './release/releases.ts'
import type { Session } from './sign-in/session.ts'

/** Everything that the pages work with, made once when somebody has signed in. */
export type Desk = {
  config: PortalConfig
  session: Session
  api: Api
  me: Agent
  store: Store
  inbox: Inbox
  threads: Threads
  presence: Presence
  following: Following
  clock: Clock
  attention: Attention
  drafts: Drafts
  outbox: Outbox
  /** Loads what brings pictures into texts. */
  openPictures(): Promise<Pictures>
  preferences: PreferenceStore
  settings: WorkspaceSettings
  views: Views
  caseNews: News<CaseNews>
  mentionNews: News<Mention>
  bulk: Bulk
  toasts: ToastList
  releases: Releases
  /** Opens one of the dialogs that belong to no place. */
  show(dialog: DialogName): void
}

export type DialogName = 'preferences' | 'notifications' | 'keys' | 'palette'

export const DeskContext = createContext<Desk | undefined>(undefined)

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('Outside of a desk.')
  return desk
}

/** What a source of data says now. `read` must give the same thing as long as nothing changed. */
export const useSource = <T>(source: { subscribe(listener: () => void): () => void }, read: () => T): T =>
  useSyncExternalStore(
    useCallback((listener) => source.subscribe(listener), [source]),
    read,
  )
