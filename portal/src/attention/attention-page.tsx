import { ChevronLeft } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Message } from '../data/api.ts'
import { countOf, type NeedsAttention, type Unreadable } from '../data/attention.ts'
import { refreshConversation } from '../data/inbox.ts'
import { sendingAgain } from '../data/sending-again.ts'
import { type Desk, useDesk, useSource } from '../desk.ts'
import { TextCard, useConversation, useConversationsOf } from '../held/text-card.tsx'
import { IconButton } from '../parts/icon.tsx'
import { describeError, EmptyState, FailedState } from '../parts/state.tsx'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { useReading } from '../parts/use-reading.ts'
import { rightsIn } from '../talk/rights.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { clockTime, date, moment } from '../words/times.ts'
import { words } from '../words/words.ts'
import { ReasonForm } from './reason-form.tsx'
import '../held/cards.css'

/** What does not go on without a person: opt-outs to decide on, texts that did not arrive, what could not be read. */
const AttentionPage = () => {
  const Title = useMedia(smallScreen) ? 'h1' : 'h2'
  const { attention } = useDesk()
  const [, go] = useLocation()
  const found = useSource(attention, attention.get)
  const { reviews, lost, unreadable, untold, isRead, error } = found
  useEffect(() => attention.reread('untold'), [attention])
  useReading(attention.read)
  useConversationsOf(useMemo(() => [...reviews.map(({ review }) => review), ...lost], [reviews, lost]))
  return (
    <main className="talk">
      <div className="bar">
        <IconButton icon={ChevronLeft} label={pageWords.back} className="back" onClick={() => go('/')} />
        <Title>{words.attention.title}</Title>
      </div>
      <div className="cards-page">
        {error !== undefined && <FailedState error={error} retry={attention.read} />}
        {isRead && countOf(found) === 0 && (
          <EmptyState title={words.attention.none} hint={words.attention.noneHint} />
        )}
        <Group
          title={words.attention.reviews(reviews.length)}
          hint={words.attention.reviewsHint}
          count={reviews.length}
        >
          {reviews.map((one) => (
            <ReviewCard key={one.review.id} {...one} />
          ))}
        </Group>
        <Group
          title={words.attention.untold(untold.length)}
          hint={words.attention.untoldHint}
          count={untold.length}
        >
          {untold.map(({ id, name, address }) => (
            <li key={id} className="text-card">
              <Link href={`/settings/numbers/${id}`}>{name ?? formatPhone(address)}</Link>
            </li>
          ))}
        </Group>
        <Group title={words.attention.lost(lost.length)} hint={words.attention.lostHint} count={lost.length}>
          {lost.map((message) => (
            <LostCard key={message.id} message={message} />
          ))}
        </Group>
        <Group
          title={words.attention.unreadable(unreadable.length)}
          hint={words.attention.unreadableHint}
          count={unreadable.length}
        >
          {unreadable.map((one) => (
            <UnreadableCard key={one.id} unreadable={one} />
          ))}
        </Group>
      </div>
    </main>
  )
}

type GroupProps = { title: string; hint: string; count: number; children: ReactNode }

const Group = ({ title, hint, count, children }: GroupProps) => {
  const Title = useMedia(smallScreen) ? 'h2' : 'h3'
  if (count === 0) return null
  return (
    <section className="cards-group" aria-label={title}>
      <header>
        <Title>{title}</Title>
      </header>
      <p className="sub">{hint}</p>
      <ul className="cards">{children}</ul>
    </section>
  )
}

/** Does one thing, tells why it was refused, and reads again what is left to do. Gives whether it was done. */
const useDo = () => {
  const { api, store, attention, toasts } = useDesk()
  return async (
    work: (api: Desk['api']) => Promise<unknown>,
    { told, conversation }: { told: string; conversation?: Message['conversation_id'] },
  ): Promise<boolean> => {
    try {
      await work(api)
      toasts.add(told)
      return true
    } catch (error) {
      toasts.add(describeError(error))
      return false
    } finally {
      await attention.read()
      if (conversation) await refreshConversation(api, store, conversation).catch(() => {})
    }
  }
}

/** Nobody is reminded of it more urgently than on its last day. */
const isUrgent = (due: string, now: number) => Date.parse(due) - now < 86_400_000

const ReviewCard = ({ review, text }: NeedsAttention['reviews'][number]) => {
  const { me } = useDesk()
  const now = useNow()
  const work = useDo()
  const [isDismissed, setDismissed] = useState(false)
  const conversation = useConversation(review.conversation_id)
  const mayDecide = conversation ? rightsIn(conversation, me).mayWrite : true
  const { id, due_at } = review
  const optOut = () =>
    work((api) => api.decideConsentReview({ id, body: { decision: 'opt_out' } }), {
      told: words.attention.optedOut,
      conversation: review.conversation_id,
    })
  const dismiss = (reason: string) =>
    work((api) => api.decideConsentReview({ id, body: { decision: 'dismiss', reason } }), {
      told: words.attention.dismissed,
      conversation: review.conversation_id,
    })
  if (!text) return null
  return (
    <TextCard message={text} facts={[moment(review.received_at, now)]}>
      <p className={isUrgent(due_at, now) ? 'card-why bad' : 'card-why'}>
        {words.attention.decideBy(`${date(due_at, now)}, ${clockTime(due_at)}`)}
      </p>
      {isDismissed ? (
        <ReasonForm save={dismiss} close={() => setDismissed(false)} />
      ) : (
        mayDecide && (
          <div className="card-acts">
            <button type="button" className="btn" onClick={optOut}>
              {pageWords.review.yes}
            </button>
            <button type="button" className="btn" onClick={() => setDismissed(true)}>
              {pageWords.review.no}
            </button>
          </div>
        )
      )}
    </TextCard>
  )
}

const LostCard = ({ message }: { message: Message }) => {
  const { attention } = useDesk()
  const now = useNow()
  const { status, error, created_at, sent_by_name } = message
  const state = pageWords.status[status] ?? status
  const why = error && (pageWords.reasons[error.code] ?? error.detail)
  return (
    <TextCard
      message={message}
      facts={[moment(created_at, now), sent_by_name && pageWords.sentBy(sent_by_name)]}
    >
      <p className="card-why bad">{why ? pageWords.because(state, why) : state}</p>
      <div className="card-acts">
        <Again message={message} />
        <button type="button" className="btn" onClick={() => attention.putAside(message.id)}>
          {words.attention.putAside}
        </button>
      </div>
    </TextCard>
  )
}

/** Sends it again; where nobody has claimed its conversation, in the same press. */
const Again = ({ message }: { message: Message }) => {
  const { me } = useDesk()
  const now = useNow()
  const work = useDo()
  const [isAsked, setAsked] = useState(false)
  const conversation = useConversation(message.conversation_id)
  const { id } = message
  const again = sendingAgain(message, now)
  const rights = conversation && rightsIn(conversation, me)
  if (rights && !rights.mayReply && !rights.mayClaim) return null
  if (again === 'later')
    return <span className="sub">{words.attention.tooEarly(moment(message.decide_from ?? '', now))}</span>
  if (again === 'no') return null
  const send = async () => {
    const claimed = rights?.mayClaim && conversation
    await work(
      async (api) => {
        if (claimed) await api.claimConversation({ id: claimed.id })
        return api.resendMessage({ id })
      },
      { told: words.attention.sentAgain, conversation: message.conversation_id },
    )
  }
  const label = rights?.mayClaim ? words.attention.claimAndSendAgain : pageWords.sendAgain
  if (again === 'yes' || isAsked) {
    return (
      <>
        {isAsked && <span className="card-why bad">{pageWords.resendWhy}</span>}
        <button type="button" className={isAsked ? 'btn danger' : 'btn'} onClick={send}>
          {isAsked ? words.attention.sendAnyway : label}
        </button>
      </>
    )
  }
  return (
    <button type="button" className="btn" onClick={() => setAsked(true)}>
      {label}
    </button>
  )
}

const UnreadableCard = ({ unreadable }: { unreadable: Unreadable }) => {
  const now = useNow()
  const work = useDo()
  const { id, source, reason, detail, raw, received_at } = unreadable
  const { attention } = words
  return (
    <li className="text-card">
      <div className="card-head">
        <span className="card-name">{attention.source[source]}</span>
        <span className="sub">{moment(received_at, now)}</span>
      </div>
      <p className="card-why bad">{pageWords.because(attention.unreadableReason[reason], detail)}</p>
      <details>
        <summary className="sub">{attention.raw}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <pre tabIndex={0}>{raw}</pre>
      </details>
      <div className="card-acts">
        <button
          type="button"
          className="btn"
          onClick={() => work((api) => api.retryUnreadable({ id }), { told: attention.takenUp })}
        >
          {words.retry}
        </button>
      </div>
    </li>
  )
}

export default AttentionPage
