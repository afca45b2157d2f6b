import {
  Briefcase,
  CalendarClock,
  ChartColumn,
  Inbox as InboxIcon,
  Search,
  Settings as SettingsIcon,
  Smartphone,
  Users,
} from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'
import { useLocation } from 'wouter'
import { AttentionLink } from './attention/attention-link.tsx'
import { useDesk, useSource } from './desk.ts'
import { IconButton } from './parts/icon.tsx'
import { openBeside } from './parts/open-beside.ts'
import { RailLink } from './parts/rail-link.tsx'
import { words } from './words/words.ts'

const AccountMenu = lazy(async () => ({
  default: (await import('./account/account-menu.tsx')).AccountMenu,
}))

/** The way between the places of the portal, at its side, or at its foot on a small screen. */
export const Rail = ({ isInSettings }: { isInSettings: boolean }) => {
  const { inbox, config, me } = useDesk()
  const { handset } = config
  const [path] = useLocation()
  const isElsewhere =
    isInSettings ||
    ['/search', '/held', '/attention'].includes(path) ||
    /^\/(cases|contacts|reports)/.test(path)
  const hasOwnTitle = isInSettings || path.startsWith('/reports')
  const counts = useSource(inbox, inbox.counts)
  const fresh = counts?.active.new ?? 0
  const label = fresh > 0 ? words.inboxWithNew(fresh) : words.inbox
  useEffect(() => {
    if (hasOwnTitle) return
    document.title = fresh > 0 ? `(${fresh}) ${words.inbox} · ${words.app}` : `${words.inbox} · ${words.app}`
  }, [fresh, hasOwnTitle])
  return (
    <nav className="rail" aria-label={words.main}>
      <span className="brand" aria-hidden="true">
        P
      </span>
      <RailLink href="/" icon={InboxIcon} label={label} isHere={!isElsewhere}>
        {fresh > 0 && <span className="dot" />}
      </RailLink>
      <RailLink href="/search" icon={Search} label={words.search.title} />
      <RailLink href="/cases" icon={Briefcase} label={words.cases} isHere={path.startsWith('/cases')} />
      <RailLink href="/contacts" icon={Users} label={words.contacts} isHere={path.startsWith('/contacts')} />
      <RailLink href="/held" icon={CalendarClock} label={words.held.title} />
      <AttentionLink />
      <RailLink
        href="/reports"
        icon={ChartColumn}
        label={words.reports}
        isHere={path.startsWith('/reports')}
      />
      <span className="spread" />
      {handset && (
        <IconButton icon={Smartphone} label={words.menu.handset} onClick={() => openBeside(handset)} />
      )}
      {me.role === 'admin' && (
        <RailLink href="/settings" icon={SettingsIcon} label={words.settings} isHere={isInSettings} />
      )}
      <Suspense>
        <AccountMenu place="up start" />
      </Suspense>
    </nav>
  )
}
