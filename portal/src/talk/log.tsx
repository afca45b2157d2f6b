import { ArrowDown } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Conversation } from '../data/api.ts'
import { type Entry, threadOf, timeOfId } from '../data/store.ts'
import type { ThreadState } from '../data/thread.ts'
import { useDesk, useSource } from '../desk.ts'
import { Icon } from '../parts/icon.tsx'
import { FailedState } from '../parts/state.tsx'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { dayName, startOfDay } from '../words/times.ts'
import { words } from '../words/words.ts'
import { type Block, blocksOf, keyOf } from './blocks.ts'
import { MessageEntry } from './message-entry.tsx'
import { NoteEntry } from './note-entry.tsx'
import { OutgoingEntry, type WriteAgain } from './outgoing-entry.tsx'
import type { Rights } from './rights.ts'
import { useAct } from './use-act.ts'
import './talk.css'

type LogProps = {
  conversation: Conversation
  rights: Rights
  writeAgain: WriteAgain
}

const dayOf = (at: string) => String(startOfDay(Date.parse(at)))

/** Everything said with this phone, over all conversations, oldest first. */
export const Log = (props: LogProps) => {
  const { id } = props.conversation
  const { store, threads, outbox } = useDesk()
  const now = useNow()
  const told = useSource(store, () => store.timeline(threadOf(id)))
  const state = useSource(threads, () => threads.state(id))
  const outgoing = useSource(outbox, () => outbox.of(id))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `outgoing` is another one with each change of the outbox
  const entries = useMemo(() => outbox.withoutDoubles(id, told), [outbox, id, told, outgoing])
  const blocks = useMemo(() => blocksOf(entries, dayOf), [entries])
  const log = useRef<HTMLDivElement>(null)
  const below = useKeptPlace(log, entries.length, outgoing.length)
  useEffect(() => void threads.earlier(id), [threads, id])
  useSoughtText(id, entries, state)
  const onScroll = () => {
    below.onScroll()
    if (log.current && log.current.scrollTop < 400 && state.read && !state.error) threads.earlier(id)
  }
  return (
    <div className="log-place">
      <div
        className="log"
        role="log"
        aria-label={pageWords.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        ref={log}
        onScroll={onScroll}
      >
        {state.error !== undefined && <FailedState error={state.error} retry={() => threads.earlier(id)} />}
        {!state.read && !state.error && <WaitingTexts />}
        {state.read && !state.cursor && <OtherPhones conversation={props.conversation} />}
        {state.read && state.cursor && <p className="day">{pageWords.loadingEarlier}</p>}
        {blocks.map((block) => (
          <LogBlock key={block.key} block={block} now={now} {...props} />
        ))}
        {outgoing.map((text) => (
          <OutgoingEntry key={text.key} text={text} writeAgain={props.writeAgain} />
        ))}
      </div>
      {below.count > 0 && (
        <button type="button" className="btn to-end" onClick={below.goThere}>
          {pageWords.newTexts(below.count)}
          <Icon of={ArrowDown} />
        </button>
      )}
    </div>
  )
}

/**
 * Goes to the text that the address names behind its #, once it is there: what was said before is read until it comes. A
 * text that is not found is older than all that is read then, or hidden.
 */
const useSoughtText = (id: Conversation['id'], entries: readonly Entry[], state: ThreadState) => {
  const { threads } = useDesk()
  const sought = useRef(location.hash.slice(1))
  useEffect(() => {
    const text = sought.current
    if (!text || !state.read || state.loading || state.error !== undefined) return
    const isThere = document.getElementById(text) !== null
    const [oldest] = entries
    const mayCome = state.cursor && oldest && timeOfId(keyOf(oldest)) >= timeOfId(text)
    if (!isThere && mayCome) return void threads.earlier(id)
    sought.current = ''
    // The browser scrolls there and marks it: it has not looked since the page put the address there.
    if (isThere) location.replace(`#${text}`)
  }, [threads, id, entries, state])
}

/** A customer with several phones has a log for each of them: this one ends here, the others are one press away. */
const OtherPhones = ({ conversation: { contact_id, phone } }: Pick<LogProps, 'conversation'>) => {
  const { api, store } = useDesk()
  const contact = useSource(store, () => store.contact(contact_id))
  const [others, setOthers] = useState<Conversation[]>([])
  const hasSeveral = (contact?.phones.length ?? 0) > 1
  useEffect(() => {
    if (!hasSeveral) return setOthers([])
    api
      .listConversations({ query: { contact_id, limit: 50 } })
      .then(({ data }) => setOthers(newestOfOtherPhones(data, phone)))
      .catch(() => {})
  }, [api, contact_id, phone, hasSeveral])
  return others.map((other) => (
    <div key={other.id} className="border">
      <span>
        {pageWords.otherPhone(formatPhone(other.phone))}
        {' · '}
        <Link className="link" href={`/c/${other.id}`}>
          {pageWords.openIt}
        </Link>
      </span>
    </div>
  ))
}

const newestOfOtherPhones = (conversations: Conversation[], phone: string): Conversation[] => {
  const newest = new Map<string, Conversation>()
  for (const one of conversations)
    if (one.phone !== phone && !newest.has(one.phone)) newest.set(one.phone, one)
  return [...newest.values()]
}

const LogBlock = ({ block, now, ...props }: LogProps & { block: Block; now: number }) => {
  switch (block.type) {
    case 'day':
      return <div className="day">{dayName(block.at, now)}</div>
    case 'border':
      return <Border block={block} {...props} />
    case 'note':
      return <NoteEntry note={block.note} />
    case 'message':
      return <MessageEntry message={block.message} open={props.conversation} now={now} {...props} />
  }
}

type BorderProps = LogProps & { block: Extract<Block, { type: 'border' }> }

/** Where another conversation begins: why, and what can be done about it. */
const Border = ({ block, conversation, rights: { mayAct } }: BorderProps) => {
  const act = useAct()
  const { threading, id } = conversation
  const isOther = block.conversation !== id
  const { store } = useDesk()
  const begun = isOther ? store.conversation(block.conversation)?.threading : threading
  // Texts that a split took along keep the reason for which they came.
  const code = block.reason ?? (begun?.decision === 'split' ? begun.reason : undefined)
  const reason = code && pageWords.borders[code]
  const isQuestion =
    mayAct && !isOther && threading.decision === 'reopen' && threading.message_id === block.message?.id
  return (
    <div className="border">
      <span>
        {reason ?? (isOther ? pageWords.borderOther : pageWords.borderThis)}
        {isOther && (
          <>
            {' · '}
            <Link className="link" href={`/c/${block.conversation}`}>
              {pageWords.openIt}
            </Link>
          </>
        )}
        {isQuestion && (
          <>
            {' · '}
            <button
              type="button"
              className="link"
              onClick={() => act(id, (api) => api.continueConversation({ id }))}
            >
              {pageWords.goOn}
            </button>
            {' · '}
            <button
              type="button"
              className="link"
              onClick={() => act(id, (api) => api.splitConversation({ id, body: {} }))}
            >
              {pageWords.startNewHere}
            </button>
          </>
        )}
      </span>
    </div>
  )
}

const WaitingTexts = () => (
  <div className="turn" role="status" aria-label={words.loading}>
    <span className="skeleton waiting-text" />
    <span className="skeleton waiting-text" />
  </div>
)

/** Below this distance the reader is at the end. */
const nearEnd = 80

/**
 * Keeps the reader's place: at the end it stays at the end, further up nothing moves, when what was said before comes in
 * above or new texts below. Own texts always lead to the end.
 */
const useKeptPlace = (log: { current: HTMLDivElement | null }, entries: number, outgoing: number) => {
  const place = useRef({ isAtEnd: true, fromEnd: 0, height: 0, entries: 0, outgoing: 0 })
  const [count, setCount] = useState(0)
  const goThere = () => {
    log.current?.scrollTo({
      top: log.current.scrollHeight,
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    })
    setCount(0)
  }
  useLayoutEffect(() => {
    const element = log.current
    if (!element) return
    const before = place.current
    const isOwn = outgoing > before.outgoing
    const grew = element.scrollHeight - before.height
    const cameAbove = element.scrollTop < 400 && !before.isAtEnd && entries > before.entries
    if (before.isAtEnd || isOwn) element.scrollTop = element.scrollHeight
    else if (cameAbove) element.scrollTop += grew
    else if (entries > before.entries) setCount((known) => known + entries - before.entries)
    place.current = {
      ...before,
      isAtEnd: before.isAtEnd || isOwn,
      height: element.scrollHeight,
      entries,
      outgoing,
    }
  }, [log, entries, outgoing])
  useEffect(() => {
    const element = log.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (place.current.isAtEnd) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [log])
  const onScroll = () => {
    const element = log.current
    if (!element) return
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
    place.current = { ...place.current, isAtEnd, height: element.scrollHeight }
    if (isAtEnd) setCount(0)
  }
  return { count, goThere, onScroll }
}
