import { Reply } from 'lucide-react'
import { memo } from 'react'
import { Link } from 'wouter'
import type { Conversation } from '../data/api.ts'
import { isSnoozed } from '../data/list.ts'
import { useDesk, useSource } from '../desk.ts'
import { Icon } from '../parts/icon.tsx'
import { formatPhone } from '../words/phones.ts'
import { lastSaid } from '../words/said.ts'
import { date, duration, moment, shortAge } from '../words/times.ts'
import { words } from '../words/words.ts'
import './row.css'

type RowProps = {
  conversation: Conversation
  isOpen: boolean
  now: number
  /** `reaches`: with all from the last choice on. */
  choose(id: Conversation['id'], reaches: boolean): void
}

/** One conversation in the list: a link named by its customer, and a box over the face that chooses it. */
export const Row = memo(({ conversation, isOpen, now, choose }: RowProps) => {
  const { bulk } = useDesk()
  const { id, contact_name, phone, unread } = conversation
  const isChosen = useSource(bulk, () => bulk.has(id))
  const name = contact_name ?? words.unknownCustomer
  return (
    <div className={isChosen ? 'row-whole chosen' : 'row-whole'} data-conversation={id}>
      <Link
        href={`/c/${id}`}
        className={unread ? 'row unread' : 'row'}
        aria-current={isOpen ? 'page' : undefined}
      >
        <Said conversation={conversation} name={name} now={now} />
      </Link>
      <input
        type="checkbox"
        className="choose"
        aria-label={words.bulk.choose(contact_name ?? formatPhone(phone))}
        checked={isChosen}
        onChange={({ nativeEvent }) => choose(id, (nativeEvent as MouseEvent).shiftKey)}
      />
    </div>
  )
})

type SaidProps = Pick<RowProps, 'conversation' | 'now'> & { name: string }

const Said = ({ conversation, name, now }: SaidProps) => {
  const { contact_name, last_activity_at, last_message } = conversation
  return (
    <>
      <span className="face" aria-hidden="true">
        {initialsOf(contact_name)}
      </span>
      <span className="who">{name}</span>
      <time className="when" dateTime={last_activity_at}>
        {shortAge(last_activity_at, now)}
      </time>
      <span className="said">
        {last_message?.direction === 'outbound' && (
          <>
            <Icon of={Reply} />
            <span className="unseen">{words.weSaid}</span>
          </>
        )}
        {lastSaid(conversation)}
      </span>
      <span className="flag">
        <Mark {...conversation} />
      </span>
      <span className="meta">
        <Chips conversation={conversation} now={now} />
      </span>
    </>
  )
}

const Mark = ({ unread, new: isNew }: Conversation) => {
  if (isNew) return <span className="mark new">{words.isNew}</span>
  return unread ? (
    <span className="mark">
      <span className="unseen">{words.isUnread}</span>
    </span>
  ) : null
}

const Chips = ({ conversation, now }: Pick<RowProps, 'conversation' | 'now'>) => {
  const { me, store, drafts } = useDesk()
  const { id, claimed_by, contact_name, phone, number, tags, held_count, consent_review } = conversation
  const { snoozed_until, queued_since } = conversation
  const hasDraft = useSource(drafts, () => drafts.get(id) !== undefined)
  const claimer =
    claimed_by === me.id ? words.you : claimed_by ? store.agent(claimed_by)?.name : words.unclaimed
  const saysClaimer = conversation.state === 'open' && !conversation.new
  const severalNumbers = store.numbers().length > 1
  const wrong = wrongOf(conversation)
  const waits = waitOf(conversation, now)
  return (
    <>
      {hasDraft && <span className="chip ours">{words.draft}</span>}
      {wrong && <span className="chip bad">{wrong}</span>}
      {consent_review && (
        <span className="chip warn">{words.decideBy(date(consent_review.due_at, now))}</span>
      )}
      {!contact_name && <span className="chip">{formatPhone(phone)}</span>}
      {saysClaimer && claimer && <span className="chip">{claimer}</span>}
      {queued_since && <span className="chip warn">{words.queue.queued}</span>}
      {waits && <span className="chip">{words.waiting(waits)}</span>}
      {isSnoozed(conversation, now) && (
        <span className="chip">{words.snooze.until(moment(snoozed_until ?? '', now))}</span>
      )}
      {held_count > 0 && <span className="chip">{words.scheduled(held_count)}</span>}
      {severalNumbers && <span className="chip">{store.number(number.id)?.name ?? number.address}</span>}
      {tags.map((tag) => (
        <span key={tag} className="chip">
          {tag}
        </span>
      ))}
    </>
  )
}

/** A few minutes are usual, and the age of the row tells them. */
const waitOf = ({ state, waiting_since }: Conversation, now: number): string | undefined => {
  const waits = waiting_since && state === 'open' ? now - Date.parse(waiting_since) : 0
  return waits < 5 * 60_000 ? undefined : duration(waits)
}

/** What went wrong with our last text; nothing is said of what goes well. */
const wrongOf = ({ last_message }: Conversation): string | undefined => {
  if (last_message?.direction !== 'outbound' || last_message.status === 'held') return undefined
  return words.lastState[last_message.status]
}

const initialsOf = (name: string | undefined): string => {
  if (!name) return '?'
  const [first = '', ...others] = name.trim().split(/\s+/)
  const last = others.at(-1) ?? ''
  return (first.charAt(0) + last.charAt(0)).toLocaleUpperCase()
}
