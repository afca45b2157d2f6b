import { Inbox as InboxIcon } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { Link, useLocation, useRoute } from 'wouter'
import { AccountMenu } from './account/account-menu.tsx'
import type { Tab } from './data/inbox.ts'
import { type Desk, DeskContext, type DialogName, useDesk, useSource } from './desk.ts'
import { InboxList } from './inbox/inbox.tsx'
import { Icon } from './parts/icon.tsx'
import { Toasts } from './parts/toasts.tsx'
import { useKeys } from './parts/use-keys.ts'
import { smallScreen, useMedia } from './parts/use-media.ts'
import { clockTime } from './words/times.ts'
import { words } from './words/words.ts'
import './app.css'

const Talk = lazy(() => import('./talk/talk.tsx'))
const StartPage = lazy(() => import('./start/start-page.tsx'))
const dialogs = {
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
  const [tab, setTab] = useState<Tab>('active')
  const [, go] = useLocation()
  const [isTalk, place] = useRoute('/c/:id')
  const [isStart] = useRoute('/start')
  const isSmall = useMedia(smallScreen)
  const isWithin = isTalk || isStart
  const open = isTalk ? (place.id as `cnv_${string}`) : undefined
  useEffect(() => following.look({ tab, conversation: open }), [following, tab, open])
  useKeys({ '?': () => show('keys') })
  const { theme } = useSource(preferences, preferences.get)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  const choose = (chosen: Tab) => {
    setTab(chosen)
    if (isStart) go('/')
  }
  return (
    <div className="whole">
      <Connection />
      <div className={isWithin ? 'app within' : 'app'}>
        <Rail />
        <InboxList tab={tab} choose={choose} open={open} isAlone={isSmall && !isWithin} />
        <Suspense fallback={<main className="talk" />}>
          {open ? <Talk key={open} id={open} /> : isStart ? <StartPage /> : !isSmall && <NothingOpen />}
        </Suspense>
      </div>
    </div>
  )
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
      <span className="spread" />
      <AccountMenu place="up start" />
    </nav>
  )
}

/** Said only while something is wrong. */
const Connection = () => {
  const { following } = useDesk()
  const { late, since, asks } = useSource(following, following.state)
  if (!late && !asks) return null
  return (
    <div className="notice" role="status">
      {late ? words.offline(clockTime(since)) : words.presence.asks}
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
