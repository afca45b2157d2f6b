import { Inbox as InboxIcon, Search } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { Link, useLocation, useRoute } from 'wouter'
import { AccountMenu } from './account/account-menu.tsx'
import { type Desk, DeskContext, type DialogName, useDesk, useSource } from './desk.ts'
import { InboxList } from './inbox/inbox.tsx'
import { useListing } from './inbox/use-listing.ts'
import { Icon } from './parts/icon.tsx'
import { Toasts } from './parts/toasts.tsx'
import { useKeys } from './parts/use-keys.ts'
import { smallScreen, useMedia } from './parts/use-media.ts'
import { clockTime } from './words/times.ts'
import { words } from './words/words.ts'
import './app.css'

const Talk = lazy(() => import('./talk/talk.tsx'))
const StartPage = lazy(() => import('./start/start-page.tsx'))
const SearchPage = lazy(() => import('./search/search-page.tsx'))
const Notify = lazy(() => import('./notify/notify.tsx'))
const dialogs = {
  palette: lazy(() => import('./palette/palette.tsx')),
  preferences: lazy(() => import('./account/preferences-dialog.tsx')),
  keys: lazy(() => import('./account/keys-dialog.tsx')),
}

/** The whole page of somebody who has signed in. */
export const App = ({ desk }: { desk: Omit<Desk, 'show'> }) => {
  const [dialog, setDialog] = useState<DialogName>()
  const show = useCallback((name: DialogName) => setDialog(name), [])
  const Shown = dialog && dialogs[dialog]
  return (
    <DeskContext value={{ ...desk, show }}>
      <Places />
      <Suspense>{Shown && <Shown close={() => setDialog(undefined)} />}</Suspense>
      <Toasts />
    </DeskContext>
  )
}

const Places = () => {
  const { following, preferences, show } = useDesk()
  const listing = useListing()
  const [isTalk, place] = useRoute('/c/:id')
  const [isStart] = useRoute('/start')
  const [isSearch] = useRoute('/search')
  const [, go] = useLocation()
  const isSmall = useMedia(smallScreen)
  const isWithin = isTalk || isStart || isSearch
  const open = isTalk ? (place.id as `cnv_${string}`) : undefined
  useEffect(() => following.look({ tab: listing.list, conversation: open }), [following, listing.list, open])
  useKeys({ '?': () => show('keys'), '/': () => go('/search') })
  usePaletteKey(show)
  const { theme } = useSource(preferences, preferences.get)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return (
    <div className="whole">
      <Connection />
      <Suspense>
        <Notify />
      </Suspense>
      <div className={isWithin ? 'app within' : 'app'}>
        <Rail />
        <InboxList listing={listing} open={open} isAlone={isSmall && !isWithin} />
        <Suspense fallback={<main className="talk" />}>
          {open ? (
            <Talk key={open} id={open} />
          ) : isStart ? (
            <StartPage />
          ) : isSearch ? (
            <SearchPage />
          ) : (
            !isSmall && <NothingOpen />
          )}
        </Suspense>
      </div>
    </div>
  )
}

/** Ctrl or ⌘ and K, wherever the focus is. */
const usePaletteKey = (show: Desk['show']) => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isIt = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey
      if (!isIt || event.altKey || document.querySelector('dialog[open]')) return
      event.preventDefault()
      show('palette')
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [show])
}

const Rail = () => {
  const { inbox } = useDesk()
  const counts = useSource(inbox, inbox.counts)
  const fresh = counts?.active.new ?? 0
  const label = fresh > 0 ? words.inboxWithNew(fresh) : words.inbox
  useEffect(() => {
    document.title = fresh > 0 ? `(${fresh}) ${words.inbox} · ${words.app}` : `${words.inbox} · ${words.app}`
  }, [fresh])
  return (
    <nav className="rail" aria-label={words.main}>
      <span className="brand" aria-hidden="true">
        P
      </span>
      <Link href="/" aria-current="page" aria-label={label} title={label}>
        <Icon of={InboxIcon} />
        {fresh > 0 && <span className="dot" />}
      </Link>
      <Link href="/search" aria-label={words.search.title} title={words.search.title}>
        <Icon of={Search} />
      </Link>
      <span className="spread" />
      <AccountMenu place="up start" />
    </nav>
  )
}

/** Said only while something is wrong. */
const Connection = () => {
  const { following } = useDesk()
  const { late, since } = useSource(following, following.state)
  if (!late) return null
  return (
    <div className="notice" role="status">
      {words.offline(clockTime(since))}
    </div>
  )
}

const NothingOpen = () => (
  <main className="talk">
    <div className="state">
      <strong>{words.chooseOne}</strong>
      <span>{words.chooseHint}</span>
    </div>
  </main>
)
