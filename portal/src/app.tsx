import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useLocation, useRoute } from 'wouter'
import { type Desk, DeskContext, type DialogName, useDesk, useSource } from './desk.ts'
import { InboxList } from './inbox/inbox.tsx'
import { useListing } from './inbox/use-listing.ts'
import { useKeys } from './parts/use-keys.ts'
import { smallScreen, useMedia } from './parts/use-media.ts'
import { Rail } from './rail.tsx'
import { clockTime } from './words/times.ts'
import { chosenLanguage, words } from './words/words.ts'
import './app.css'

const Toasts = lazy(async () => ({ default: (await import('./parts/toasts.tsx')).Toasts }))
const ReleaseBanner = lazy(async () => ({
  default: (await import('./release/release-banner.tsx')).ReleaseBanner,
}))
const Talk = lazy(() => import('./talk/talk.tsx'))
const StartPage = lazy(() => import('./start/start-page.tsx'))
const HeldPage = lazy(() => import('./held/held-page.tsx'))
const AttentionPage = lazy(() => import('./attention/attention-page.tsx'))
const Settings = lazy(async () => {
  const { loadSettingsWords } = await import('./words/settings.ts')
  await loadSettingsWords()
  return import('./settings/settings.tsx')
})
const SetupPage = lazy(async () => {
  const { loadSettingsWords } = await import('./words/settings.ts')
  await loadSettingsWords()
  return import('./setup/setup-page.tsx')
})
const CasesPage = lazy(() => import('./cases/cases-page.tsx'))
const CasePage = lazy(() => import('./cases/case-page.tsx'))
const ContactsPage = lazy(() => import('./contacts/contacts-page.tsx'))
const ContactPage = lazy(() => import('./contacts/contact-page.tsx'))
const SearchPage = lazy(() => import('./search/search-page.tsx'))
const Reports = lazy(async () => {
  const { loadReportWords } = await import('./words/reports.ts')
  await loadReportWords(chosenLanguage())
  return import('./reports/reports.tsx')
})
const Notify = lazy(() => import('./notify/notify.tsx'))
const dialogs = {
  palette: lazy(() => import('./palette/palette.tsx')),
  preferences: lazy(() => import('./account/preferences-dialog.tsx')),
  notifications: lazy(() => import('./account/notifications-dialog.tsx')),
  keys: lazy(() => import('./account/keys-dialog.tsx')),
}

/** The whole page of somebody who has signed in. */
export const App = ({ desk }: { desk: Omit<Desk, 'show'> }) => {
  const [dialog, setDialog] = useState<DialogName>()
  const show = useCallback((name: DialogName) => setDialog(name), [])
  const Shown = dialog && dialogs[dialog]
  // A browser tells of an end a moment later: by then another one may have been asked for.
  const close = () => setDialog((now) => (now === dialog ? undefined : now))
  return (
    <DeskContext value={{ ...desk, show }}>
      <Places />
      <Suspense>{Shown && <Shown close={close} />}</Suspense>
      <Suspense>
        <Toasts />
      </Suspense>
    </DeskContext>
  )
}

const Places = () => {
  const { following, preferences, show } = useDesk()
  const listing = useListing()
  const [, go] = useLocation()
  const [isTalk, place] = useRoute('/c/:id')
  const [isStart] = useRoute('/start')
  const [isSearch] = useRoute('/search')
  const [isHeld] = useRoute('/held')
  const [isAttention] = useRoute('/attention')
  const [isCases] = useRoute('/cases')
  const [isCase, onePlace] = useRoute('/cases/:id')
  const [isContacts] = useRoute('/contacts')
  const [isContact, contactPlace] = useRoute('/contacts/:id')
  const [isSettings] = useRoute('/settings/*?')
  const [isSetup] = useRoute('/setup')
  const [isReports] = useRoute('/reports/*?')
  const isForAdmins = isSettings || isSetup
  const isWhole = isForAdmins || isReports
  const isSmall = useMedia(smallScreen)
  const isRecord = isCases || isCase || isContacts || isContact
  const isWithin = isTalk || isStart || isSearch || isHeld || isAttention || isRecord || isWhole
  const open = isTalk ? (place.id as `cnv_${string}`) : undefined
  useEffect(() => following.look({ tab: listing.list, conversation: open }), [following, listing.list, open])
  useKeys({
    '?': () => show('keys'),
    '/': () => go('/search'),
    'g h': () => go('/held'),
    'g n': () => go('/attention'),
    'g k': () => go('/cases'),
    'g p': () => go('/contacts'),
    'g r': () => go('/reports'),
    'g s': () => go('/settings'),
  })
  usePaletteKey(show)
  const { theme } = useSource(preferences, preferences.get)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return (
    <div className="whole">
      <Suspense>
        <ReleaseBanner />
      </Suspense>
      <Connection />
      <Suspense>
        <Notify />
      </Suspense>
      <div className={isWithin ? 'app within' : 'app'}>
        <Rail isInSettings={isForAdmins} />
        {isWhole ? (
          <Suspense fallback={<main className="talk" />}>
            {isSetup ? <SetupPage /> : isReports ? <Reports /> : <Settings />}
          </Suspense>
        ) : (
          <>
            <InboxList listing={listing} open={open} isAlone={isSmall && !isWithin} />
            <Suspense fallback={<main className="talk" />}>
              {open && <Talk key={open} id={open} />}
              {isStart && <StartPage />}
              {isSearch && <SearchPage />}
              {isHeld && <HeldPage />}
              {isAttention && <AttentionPage />}
              {isCases && <CasesPage />}
              {isCase && <CasePage key={onePlace.id} id={onePlace.id as `cas_${string}`} />}
              {isContacts && <ContactsPage />}
              {isContact && <ContactPage key={contactPlace.id} id={contactPlace.id as `con_${string}`} />}
              {!isWithin && !isSmall && <NothingOpen />}
            </Suspense>
          </>
        )}
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
