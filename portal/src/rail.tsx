import { CalendarClock, Inbox as InboxIcon, Search, Settings as SettingsIcon, Smartphone } from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { AttentionLink } from './attention/attention-link.tsx'
import { useDesk, useSource } from './desk.ts'
import { Icon, IconButton } from './parts/icon.tsx'
import { openBeside } from './parts/open-beside.ts'
import { words } from './words/words.ts'

const AccountMenu = lazy(async () => ({
  default: (await import('./account/account-menu.tsx')).AccountMenu,
}))

/** The way between the places of the portal, at its side, or at its foot on a small screen. */
export const Rail = ({ isInSettings }: { isInSettings: boolean }) => {
  const { inbox, config, me } = useDesk()
  const { handset } = config
  const [path] = useLocation()
  const isElsewhere = isInSettings || ['/search', '/held', '/attention'].includes(path)
  const counts = useSource(inbox, inbox.counts)
  const fresh = counts?.active.new ?? 0
  const label = fresh > 0 ? words.inboxWithNew(fresh) : words.inbox
  useEffect(() => {
    if (isInSettings) return
    document.title = fresh > 0 ? `(${fresh}) ${words.inbox} · ${words.app}` : `${words.inbox} · ${words.app}`
  }, [fresh, isInSettings])
  return (
    <nav className="rail" aria-label={words.main}>
      <span className="brand" aria-hidden="true">
        P
      </span>
      <Link href="/" aria-current={isElsewhere ? undefined : 'page'} aria-label={label} title={label}>
        <Icon of={InboxIcon} />
        {fresh > 0 && <span className="dot" />}
      </Link>
      <Link
        href="/search"
        aria-current={path === '/search' ? 'page' : undefined}
        aria-label={words.search.title}
        title={words.search.title}
      >
        <Icon of={Search} />
      </Link>
      <Link
        href="/held"
        aria-current={path === '/held' ? 'page' : undefined}
        aria-label={words.held.title}
        title={words.held.title}
      >
        <Icon of={CalendarClock} />
      </Link>
      <AttentionLink isHere={path === '/attention'} />
      <span className="spread" />
      {handset && (
        <IconButton icon={Smartphone} label={words.menu.handset} onClick={() => openBeside(handset)} />
      )}
      {me.role === 'admin' && (
        <Link
          href="/settings"
          aria-current={isInSettings ? 'page' : undefined}
          aria-label={words.settings}
          title={words.settings}
        >
          <Icon of={SettingsIcon} />
        </Link>
      )}
      <Suspense>
        <AccountMenu place="up start" />
      </Suspense>
    </nav>
  )
}
