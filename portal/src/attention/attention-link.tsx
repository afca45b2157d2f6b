import { TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { countOf } from '../data/attention.ts'
import { useDesk, useSource } from '../desk.ts'
import { RailLink } from '../parts/rail-link.tsx'
import { words } from '../words/words.ts'

const every = 5 * 60_000

/** The way to what needs a person, with how much that is. Read after the inbox, which comes first. */
export const AttentionLink = () => {
  const { attention, inbox } = useDesk()
  const count = countOf(useSource(attention, attention.get))
  const isInboxThere = useSource(inbox, () => inbox.counts() !== undefined)
  useEffect(() => {
    if (!isInboxThere) return
    attention.read()
    attention.reread('untold')
    const timer = setInterval(() => document.visibilityState === 'visible' && attention.read(), every)
    return () => clearInterval(timer)
  }, [attention, isInboxThere])
  const label = count > 0 ? words.attention.titleWith(count) : words.attention.title
  return (
    <RailLink href="/attention" icon={TriangleAlert} label={label}>
      {count > 0 && <span className="count-mark">{count > 99 ? '99+' : count}</span>}
    </RailLink>
  )
}
