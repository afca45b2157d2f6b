import { ChevronLeft } from 'lucide-react'
import { Suspense, useEffect } from 'react'
import { Link, Redirect, useLocation, useRoute } from 'wouter'
import { useDesk } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { pageWords } from '../words/pages.ts'
import { settingsWords } from '../words/settings.ts'
import { words } from '../words/words.ts'
import { type PartName, parts } from './parts.ts'
import '../parts/bar.css'
import '../parts/parted.css'
import './settings.css'

/** What admins decide: the parts at the side, and the page of one of them. On a phone one of both is shown. */
const Settings = () => {
  const { me } = useDesk()
  const [, place] = useRoute('/settings/:part?/:id?')
  const isSmall = useMedia(smallScreen)
  const { part, id } = place ?? {}
  useTitle(part)
  useKeys({ 'g a': useGo('/') })
  if (me.role !== 'admin') return <NotForAgents />
  if (!part && !isSmall) return <Redirect to={`/settings/${parts[0]?.name}`} replace />
  return (
    <div className={part ? 'settings parted within' : 'settings parted'}>
      <Navigation />
      {part && <Shown key={`${part} ${id}`} name={part} id={id} />}
    </div>
  )
}

const useGo = (to: string) => {
  const [, go] = useLocation()
  return () => go(to)
}

const useTitle = (part: string | undefined) => {
  const name = settingsWords.parts[part as PartName] ?? settingsWords.title
  useEffect(() => {
    document.title = `${name} · ${words.app}`
  }, [name])
}

const Navigation = () => {
  const toInbox = useGo('/')
  const [location] = useLocation()
  return (
    <nav className="settings-parts parts-names" aria-label={settingsWords.title}>
      <div className="bar">
        <IconButton icon={ChevronLeft} label={pageWords.back} className="only-small" onClick={toInbox} />
        <h2>{settingsWords.title}</h2>
      </div>
      <ul>
        {parts.map(({ name }) => (
          <li key={name}>
            <Link
              href={`/settings/${name}`}
              aria-current={location.startsWith(`/settings/${name}`) ? 'page' : undefined}
            >
              {settingsWords.parts[name]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Shown = ({ name, id }: { name: string; id: string | undefined }) => {
  const part = parts.find((one) => one.name === name)
  return (
    <main className="settings-page part-page">
      {part ? (
        <Suspense>
          <part.page id={id} />
        </Suspense>
      ) : (
        <EmptyState title={settingsWords.noSuchPart} />
      )}
    </main>
  )
}

/** What somebody reads who is no admin. */
export const NotForAgents = () => (
  <main className="talk">
    <EmptyState title={settingsWords.onlyAdmins} hint={settingsWords.askAdmin}>
      <Link href="/" className="btn">
        {pageWords.back}
      </Link>
    </EmptyState>
  </main>
)

export default Settings
