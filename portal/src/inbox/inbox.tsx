import { Plus } from 'lucide-react'
import { useDeferredValue, useEffect, useRef } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useLocation } from 'wouter'
import { AccountMenu } from '../account/account-menu.tsx'
import type { Counts } from '../data/api.ts'
import { type Tab, tabs } from '../data/inbox.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { EmptyState, FailedState } from '../parts/state.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { useNow } from '../parts/use-now.ts'
import { words } from '../words/words.ts'
import { Row } from './row.tsx'
import '../parts/bar.css'
import './inbox.css'

type InboxProps = {
  tab: Tab
  choose(tab: Tab): void
  open: string | undefined
  /** Whether it is all that is shown, as on a phone. */
  isAlone: boolean
}

/** The list at the left: three tabs, and the conversations of one of them. */
export const InboxList = ({ tab, choose, open, isAlone }: InboxProps) => {
  const { inbox } = useDesk()
  const [, go] = useLocation()
  const counts = useSource(inbox, inbox.counts)
  useKeys({
    'g a': () => choose('active'),
    'g t': () => choose('team'),
    'g c': () => choose('closed'),
    '+': () => go('/start'),
  })
  const Part = isAlone ? 'main' : 'section'
  return (
    <Part className="list" aria-label={words.inbox}>
      <div className="bar">
        <h1>{words.inbox}</h1>
        <IconButton icon={Plus} label={words.startOne} className="push" onClick={() => go('/start')} />
        <span className="only-small">
          <AccountMenu />
        </span>
      </div>
      <div className="tabs">
        {tabs.map((name) => (
          <TabButton key={name} name={name} count={counts?.[name]} isChosen={tab === name} choose={choose} />
        ))}
      </div>
      <Rows key={tab} tab={tab} open={open} />
    </Part>
  )
}

type TabButtonProps = { name: Tab; count?: Counts[Tab]; isChosen: boolean; choose(tab: Tab): void }

const TabButton = ({ name, count, isChosen, choose }: TabButtonProps) => (
  <button
    type="button"
    aria-pressed={isChosen}
    title={count && words.tabCount(shownCount(count), count.unread, count.new)}
    onClick={() => choose(name)}
  >
    {words.tabs[name]}
    {count && count.count > 0 && name !== 'closed' && (
      <span className="n" aria-hidden="true">
        {shownCount(count)}
      </span>
    )}
    {count && count.new > 0 && <span className="dot" aria-hidden="true" />}
  </button>
)

const shownCount = ({ count, capped }: Counts[Tab]) => (capped ? `${count}+` : String(count))

const Rows = ({ tab, open }: Pick<InboxProps, 'tab' | 'open'>) => {
  const { inbox } = useDesk()
  const now = useNow()
  // What is pushed is placed when nothing more pressing is to be done, such as a key that was typed.
  const rows = useDeferredValue(useSource(inbox, () => inbox.rows(tab)))
  const state = useSource(inbox, () => inbox.state(tab))
  const list = useRef<VirtualizerHandle>(null)
  const [, go] = useLocation()
  const step = (by: number) => () => {
    const at = rows.findIndex(({ id }) => id === open)
    const next = rows[at === -1 ? 0 : at + by]
    if (next) go(`/c/${next.id}`)
  }
  useKeys({ j: step(1), k: step(-1) })
  useEffect(() => void inbox.more(tab), [inbox, tab])
  useShownRow(
    list,
    rows.findIndex(({ id }) => id === open),
    open,
  )
  const onScroll = () => {
    const handle = list.current
    if (!handle || state.error) return
    if (handle.scrollOffset + handle.viewportSize > handle.scrollSize - 1200) inbox.more(tab)
  }
  if (!state.read && state.error) return <FailedState error={state.error} retry={() => inbox.more(tab)} />
  if (!state.read) return <WaitingRows />
  if (rows.length === 0 && !state.cursor) return <NothingHere tab={tab} />
  return (
    <nav className="rows" aria-label={words.conversations}>
      <Virtualizer ref={list} data={rows} as="ul" item="li" itemSize={80} onScroll={onScroll}>
        {(row) => <Row key={row.id} conversation={row} isOpen={row.id === open} now={now} />}
      </Virtualizer>
      {state.error !== undefined && <FailedState error={state.error} retry={() => inbox.more(tab)} />}
    </nav>
  )
}

/** The row of the open conversation comes into view when another one is opened, not when the list moves. */
const useShownRow = (
  list: { current: VirtualizerHandle | null },
  index: number,
  open: string | undefined,
) => {
  const shown = useRef<string>(undefined)
  useEffect(() => {
    if (index < 0 || shown.current === open) return
    list.current?.scrollToIndex(index, { align: 'nearest' })
    shown.current = open
  }, [list, index, open])
}

const NothingHere = ({ tab }: { tab: Tab }) => {
  const [title, hint] = words.empty[tab]
  return (
    <nav className="rows" aria-label={words.conversations}>
      <EmptyState title={title} hint={hint} />
    </nav>
  )
}

const WaitingRows = () => (
  <div className="rows" role="status" aria-label={words.loading}>
    {Array.from({ length: 8 }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
      <div key={index} className="waiting-row" aria-hidden="true">
        <span className="skeleton" />
        <span className="skeleton" />
      </div>
    ))}
  </div>
)
