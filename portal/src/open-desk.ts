import { each } from '#contract/client.ts'
import type { PortalConfig } from '#wiring/portal.ts'
import { createApi } from './data/api.ts'
import { createAttention } from './data/attention.ts'
import { createBulk } from './data/bulk.ts'
import { wantsCalls } from './data/calls.ts'
import { createClock } from './data/clock.ts'
import { createDrafts } from './data/drafts.ts'
import { follow } from './data/follow.ts'
import { createHints } from './data/hints.ts'
import { askAhead, createInbox } from './data/inbox.ts'
import { type CaseNews, createNews, type Mention } from './data/news.ts'
import { createOutbox } from './data/outbox.ts'
import { openOutboxStorage } from './data/outbox-storage.ts'
import { createPreferences } from './data/preferences.ts'
import { createPresence } from './data/presence.ts'
import { createRealtime } from './data/realtime.ts'
import { createSettings } from './data/settings.ts'
import { createStore } from './data/store.ts'
import { createThreads } from './data/thread.ts'
import { createToasts } from './data/toasts.ts'
import { createViews } from './data/views.ts'
import type { Desk } from './desk.ts'
import { firstList } from './inbox/use-listing.ts'
import { followReleases } from './release/follow-releases.ts'
import { type Session, SignInError } from './sign-in/session.ts'
import { chooseLanguage, chosenLanguage, isLanguage, words } from './words/words.ts'

/** Makes what the pages work with. Throws a SignInError when whoever has signed in is no agent here. */
export const openDesk = async (config: PortalConfig, session: Session): Promise<Omit<Desk, 'show'>> => {
  const api = createApi(config.api, session)
  const store = createStore()
  const ahead = askAhead(api, firstList())
  const { agent: me, workspace_id: workspace } = await api.getMe()
  if (!me) throw new SignInError(words.signIn.noAgent)
  const clock = createClock()
  const inbox = createInbox(api, store, me, clock.now, ahead)
  const threads = createThreads(api, store, clock.hear)
  const views = createViews(api)
  const preferences = createPreferences(localStorage, api)
  readNames(api, store)
  views.read()
  preferences.read().then(
    () => followLanguage(preferences),
    () => {},
  )
  const outbox = await openOutbox(me.id, api, store)
  const { realtime: url } = config
  const line = url ? createRealtime({ url, token: session.token }) : undefined
  const presence = createPresence(me, workspace, (channel, event) => line?.publish(channel, event))
  const attention = createAttention(api, me, { now: clock.now, storage: localStorage })
  const drafts = openDrafts(me.id, api)
  const settings = createSettings(api)
  let isUploading = () => false
  const openPictures = onDemand(async () => {
    const pictures = (await import('./data/open-pictures.ts')).openPictures(api, drafts)
    isUploading = pictures.isSending
    return pictures
  })
  const toasts = createToasts()
  const caseNews = createNews<CaseNews>()
  const mentionNews = createNews<Mention>()
  const hints = createHints({
    ...{ api, me, store, inbox, drafts, preferences, views, attention, settings, caseNews, mentionNews },
    readNames: () => readNames(api, store),
    warn: ({ left, warning }) =>
      toasts.add(warning === 'none' ? words.credits.usedUp : words.credits.low(left)),
    leave: () => {
      line?.stop()
      // The API refuses them from now on, and the page says so.
      location.reload()
    },
  })
  return {
    ...{ config, session, api, me, store, inbox, threads, presence, clock, outbox, views },
    ...{ attention, drafts, preferences, settings, toasts, caseNews, mentionNews },
    openPictures,
    bulk: createBulk(api, store),
    following: follow({
      ...{ inbox, threads, presence, hints, workspace, agent: me.id, line },
      wantsCalls: () => wantsCalls(preferences.get()),
    }),
    releases: followReleases(() => outbox.isWaiting() || isUploading()),
  }
}

/** Loaded by the first who asks; when that fails, by the next. */
const onDemand = <T>(load: () => Promise<T>) => {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined
      throw error
    })
    return loaded
  }
}

/** A language that was chosen on another device; the page begins anew with its words. */
const followLanguage = ({ get }: Desk['preferences']) => {
  const { language } = get()
  if (isLanguage(language) && language !== chosenLanguage()) chooseLanguage(language)
}

/** The few agents and numbers that conversations name by their ids. Rows show without them, and then with them. */
const readNames = async (api: Desk['api'], store: Desk['store']) => {
  const [agents, numbers] = await Promise.all([
    Array.fromAsync(each(api.listAgents, { query: { limit: 100 } })),
    Array.fromAsync(each(api.listNumbers, { query: { limit: 100 } })),
  ]).catch(() => [[], []])
  store.apply([
    ...agents.map((row) => ({ t: 'agent', row }) as const),
    ...numbers.map((row) => ({ t: 'number', row }) as const),
  ])
}

const openDrafts = (agent: string, api: Desk['api']) => {
  const drafts = createDrafts(agent, api, {
    storage: localStorage,
    onOtherTab: (listener) => window.addEventListener('storage', ({ key }) => key && listener(key)),
    later: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') drafts.flush()
  })
  return drafts
}

/** Sends what an earlier page left, and goes on with it when the connection is back. */
const openOutbox = async (agent: string, api: Desk['api'], store: Desk['store']) => {
  const outbox = await createOutbox(agent, api, store, await openOutboxStorage(), {
    now: Date.now,
    newKey: () => crypto.randomUUID(),
    alone: (work) => navigator.locks.request('parley.outbox', work),
    later: (milliseconds, work) => void setTimeout(work, milliseconds),
  })
  window.addEventListener('online', outbox.run)
  window.addEventListener('pagehide', outbox.flush)
  // A phone ends pages in the background without another word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') outbox.flush()
  })
  outbox.run()
  return outbox
}
