import { ChevronDown, Hourglass, ListFilter, Plus, Search } from 'lucide-react'
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useRef, useState } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useLocation } from 'wouter'
import type { Conversation, Counts } from '../data/api.ts'
import { isFiltered, type List, readList, type Tab, tabs } from '../data/list.ts'
import { useDesk, useSource } from '../desk.ts'
import { Icon, IconButton } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { EmptyState, FailedState } from '../parts/state.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { useNow } from '../parts/use-now.ts'
import { words } from '../words/words.ts'
import { Row } from './row.tsx'
import type { Listing } from './use-listing.ts'
import '../parts/bar.css'
import './inbox.css'

const AccountMenu = lazy(async () => ({
  default: (await import('../account/account-menu.tsx')).AccountMenu,
}))
const FilterBar = lazy(() => import('./filter-bar.tsx'))
const QueueStrip = lazy(() => import('./queue-strip.tsx'))
const SetupProgress = lazy(async () => {
  const { loadSettingsWords } = await import('../words/settings.ts')
  await loadSettingsWords()
  return import('../setup/setup-progress.tsx')
})
const BulkBar = lazy(() => import('./bulk-bar.tsx'))

type InboxProps = {
  listing: Listing
  open: string | undefined
  /** Whether it is all that is shown, as on a phone. */
  isAlone: boolean
}

/** The list at the left: three tabs, what is shown of one of them, and its conversations. */
export const InboxList = ({ listing, open, isAlone }: InboxProps) => {
  const { inbox, bulk, me } = useDesk()
  const [, go] = useLocation()
  const isChoosing = useSource(bulk, () => bulk.chosen().length > 0)
  const { working, result } = useSource(bulk, bulk.state)
  const [wantsFilter, setWantsFilter] = useState(false)
  const { tab, filter, view, chooseTab } = listing
  const counts = useSource(inbox, inbox.counts)
  const hidesSome = isFiltered(filter)
  const showsFilter = wantsFilter || hidesSome || view !== undefined
  const byWaiting = filter.sort === 'waiting'
  const turn = () => listing.sort(byWaiting ? 'newest' : 'waiting')
  useKeys({
    'g a': () => chooseTab('active'),
    'g t': () => chooseTab('team'),
    'g c': () => chooseTab('closed'),
    '+': () => go('/start'),
    f: () => setWantsFilter(!wantsFilter),
    ...(tab !== 'closed' && { w: turn }),
  })
  const Part = isAlone ? 'main' : 'section'
  return (
    <Part className="list" aria-label={words.inbox}>
      <div className="bar">
        <Title {...listing} />
        <span className="push">
          {tab !== 'closed' && (
            <IconButton
              icon={Hourglass}
              label={words.longestWaiting}
              aria-pressed={byWaiting}
              onClick={turn}
            />
          )}
        </span>
        <IconButton icon={Plus} label={words.startOne} onClick={() => go('/start')} />
        <span className="only-small">
          <IconButton icon={Search} label={words.search.title} onClick={() => go('/search')} />
        </span>
        <span className="only-small">
          <Suspense>
            <AccountMenu />
          </Suspense>
        </span>
      </div>
      <div className="tabs">
        {tabs.map((name) => (
          <TabButton
            key={name}
            name={name}
            count={counts?.[name]}
            isChosen={tab === name}
            choose={chooseTab}
          />
        ))}
        <IconButton
          icon={ListFilter}
          label={words.filter.name}
          className="push"
          aria-pressed={showsFilter}
          onClick={() => (hidesSome ? listing.clear() : setWantsFilter(!wantsFilter))}
        />
      </div>
      <Suspense>{showsFilter && <FilterBar {...listing} />}</Suspense>
      {me.role === 'admin' && (
        <Suspense>
          <SetupProgress />
        </Suspense>
      )}
      <Suspense>
        <QueueStrip {...listing} />
      </Suspense>
      <Suspense>{(isChoosing || working || result) && <BulkBar list={listing.list} />}</Suspense>
      <Rows key={listing.list} list={listing.list} open={open} clear={listing.clear} />
    </Part>
  )
}

/** The heading, which leads to the views where there are any. */
const Title = ({ view, clear }: Listing) => {
  const { views } = useDesk()
  const [, go] = useLocation()
  const all = useSource(views, views.all)
  const numbered = all.slice(0, 9).map(({ id }, index) => [`g ${index + 1}`, () => go(`/v/${id}`)])
  useKeys(Object.fromEntries(numbered))
  const title = view?.name ?? words.inbox
  if (all.length === 0) return <h1>{title}</h1>
  const items = all.map(({ id, name }, index) => ({
    label: name,
    hint: index < 9 ? `g ${index + 1}` : undefined,
    onChoose: () => go(`/v/${id}`),
  }))
  return (
    <h1>
      <Menu
        place="start"
        button={(props) => (
          <button type="button" className="title-button" {...props}>
            {title}
            <Icon of={ChevronDown} />
          </button>
        )}
        groups={[
          { items: [{ label: words.inbox, onChoose: clear }] },
          { heading: words.filter.views, items },
        ]}
      />
    </h1>
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

type RowsProps = { list: List; open: string | undefined; clear(): void }

/** Enough to fill a screen: a filter that leaves pages short is read on until then, but not without end. */
const enoughRows = 12
const mostPagesAlone = 5

const Rows = ({ list, open, clear }: RowsProps) => {
  const { inbox } = useDesk()
  const now = useNow()
  // What is pushed is placed when nothing more pressing is to be done, such as a key that was typed.
  const rows = useDeferredValue(useSource(inbox, () => inbox.rows(list)))
  const state = useSource(inbox, () => inbox.state(list))
  const handle = useRef<VirtualizerHandle>(null)
  const at = rows.findIndex(({ id }) => id === open)
  useSteps(rows, at)
  const { isChoosing, choose } = useChoice(rows, open)
  const { pages, cursor, error } = state
  const isShort = rows.length < enoughRows && cursor !== undefined && error === undefined
  const isFirst = pages === 0 && error === undefined
  useEffect(() => {
    if (isFirst || (isShort && pages < mostPagesAlone)) inbox.more(list)
  }, [inbox, list, isFirst, isShort, pages])
  useShownRow(handle, at, open)
  const onScroll = () => {
    const shown = handle.current
    if (!shown || error) return
    if (shown.scrollOffset + shown.viewportSize > shown.scrollSize - 1200) inbox.more(list)
  }
  const more = () => inbox.more(list)
  if (pages === 0 && error) return <FailedState error={error} retry={more} />
  if (pages === 0) return <WaitingRows />
  if (rows.length === 0 && !cursor) return <NothingHere list={list} clear={clear} />
  return (
    <nav className={isChoosing ? 'rows choosing' : 'rows'} aria-label={words.conversations}>
      <Virtualizer ref={handle} data={rows} as="ul" item="li" itemSize={80} onScroll={onScroll}>
        {(row) => <Row key={row.id} conversation={row} isOpen={row.id === open} now={now} choose={choose} />}
      </Virtualizer>
      {isShort && pages >= mostPagesAlone && !state.loading && (
        <button type="button" className="btn further" onClick={more}>
          {words.filter.further}
        </button>
      )}
      {error !== undefined && <FailedState error={error} retry={more} />}
    </nav>
  )
}

/** From the open row to those beside it; from where it was when it has left the list. */
const useSteps = (rows: readonly Conversation[], at: number) => {
  const [path, go] = useLocation()
  const last = useRef(0)
  useEffect(() => {
    if (at >= 0) last.current = at
  }, [at])
  const goTo = (index: number) => {
    const row = rows[index]
    if (row) go(`/c/${row.id}`)
  }
  // The lists of cases have rows of their own.
  const isHere = path !== '/cases'
  useKeys({
    j: isHere && (() => goTo(at >= 0 ? at + 1 : Math.min(last.current, rows.length - 1))),
    k: isHere && (() => goTo(at >= 0 ? at - 1 : Math.max(last.current - 1, 0))),
  })
}

/**
 * Choosing rows: with the mouse by their boxes, with `x` the row that has the focus or is open, with Shift all from the
 * one before.
 */
const useChoice = (rows: readonly Conversation[], open: string | undefined) => {
  const { bulk } = useDesk()
  const isChoosing = useSource(bulk, () => bulk.chosen().length > 0)
  const shown = useRef(rows)
  useEffect(() => {
    shown.current = rows
  }, [rows])
  const choose = useCallback(
    (id: Conversation['id'], reaches: boolean) =>
      reaches
        ? bulk.reach(
            id,
            shown.current.map((row) => row.id),
          )
        : bulk.toggle(id),
    [bulk],
  )
  // What is chosen is seen: another list begins with nothing.
  useEffect(() => () => bulk.choose([]), [bulk])
  const current = (reaches: boolean) => () => {
    const focused = document.activeElement?.closest('[data-conversation]')?.getAttribute('data-conversation')
    const id = rows.find((row) => row.id === (focused ?? open))?.id
    if (id) choose(id, reaches)
  }
  useKeys({ x: current(false), 'Shift+X': current(true) })
  return { isChoosing, choose }
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

const NothingHere = ({ list, clear }: Pick<RowsProps, 'list' | 'clear'>) => {
  const { tab, ...filter } = readList(list)
  const hidesSome = isFiltered(filter)
  const [title, hint] = hidesSome ? words.filter.nothing : words.empty[tab]
  return (
    <nav className="rows" aria-label={words.conversations}>
      <EmptyState title={title} hint={hint}>
        {hidesSome && (
          <button type="button" className="btn" onClick={clear}>
            {words.filter.clear}
          </button>
        )}
      </EmptyState>
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
