import { ChevronLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { IconButton } from '../parts/icon.tsx'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { pageWords } from '../words/pages.ts'
import { reportWords } from '../words/reports.ts'

/** The head of a page. The heading gets the focus, so that a screen reader begins there. */
export const ReportBar = ({
  title,
  back,
  children,
}: {
  title: string
  /** Where the arrow of a small screen leads. */
  back: string
  children?: ReactNode
}) => {
  const [, go] = useLocation()
  const isSmall = useMedia(smallScreen)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const label = back === '/' ? pageWords.back : reportWords.toOverview
  return (
    <div className="bar">
      {isSmall && <IconButton icon={ChevronLeft} label={label} className="back" onClick={() => go(back)} />}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <div className="push">{children}</div>
    </div>
  )
}
