import { ChevronLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { IconButton } from '../parts/icon.tsx'
import { FailedState } from '../parts/state.tsx'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { settingsWords } from '../words/settings.ts'
import { words } from '../words/words.ts'
import '../parts/bar.css'

type PageProps = {
  title: string
  intro?: string
  /** Where the arrow leads; on a wide screen only a page within a part has one. */
  back?: { to: string; label: string }
  /** Buttons at the end of the heading. */
  actions?: ReactNode
  children: ReactNode
}

/** The frame of one page of the settings. The heading gets the focus, so that a screen reader begins there. */
export const SettingsPage = ({ title, intro, back, actions, children }: PageProps) => {
  const [, go] = useLocation()
  const isSmall = useMedia(smallScreen)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const way = back ?? (isSmall ? { to: '/settings', label: settingsWords.back } : undefined)
  return (
    <>
      <div className="bar">
        {way && (
          <IconButton icon={ChevronLeft} label={way.label} className="back" onClick={() => go(way.to)} />
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <div className="push actions">{actions}</div>
      </div>
      <div className="settings-body">
        <div className="settings-column">
          {intro && <p className="intro">{intro}</p>}
          {children}
        </div>
      </div>
    </>
  )
}

/** What is shown until something has been read, or instead of it. */
export const Loading = ({ error, retry }: { error: unknown; retry(): void }) =>
  error ? (
    <FailedState error={error} retry={retry} />
  ) : (
    <div role="status" aria-label={words.loading} className="settings-loading">
      <span className="skeleton" />
      <span className="skeleton" />
      <span className="skeleton" />
    </div>
  )
