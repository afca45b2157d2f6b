import { useState } from 'react'
import { Link } from 'wouter'
import { each } from '#contract/client.ts'
import { ReasonForm } from '../attention/reason-form.tsx'
import type { Api, Conversation } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { date } from '../words/times.ts'
import { useAct } from './use-act.ts'

type QuestionsProps = { conversation: Conversation; mayWrite: boolean }

/** What stands between the heading and the texts: that it went into another one, or an opt-out to decide on. */
export const Questions = ({ conversation, mayWrite }: QuestionsProps) => {
  const { id, phone, merged_into: into, consent_review: review } = conversation
  if (into) return <Merged id={id} into={into} />
  if (!review) return null
  return <Review key={review.message_id} id={id} phone={phone} review={review} mayWrite={mayWrite} />
}

const Merged = ({ id, into }: { id: Conversation['id']; into: Conversation['id'] }) => {
  const act = useAct()
  const unmerge = () =>
    act(id, async (api) => {
      await api.unmergeConversation({ id: into, body: { conversation_id: id } })
      return api.getConversation({ id })
    })
  return (
    <div className="question">
      <span>{pageWords.mergedInto}</span>
      <Link className="btn" href={`/c/${into}`}>
        {pageWords.openLinked}
      </Link>
      <button type="button" className="btn" onClick={unmerge}>
        {pageWords.unmerge}
      </button>
    </div>
  )
}

type Asked = NonNullable<Conversation['consent_review']>
type ReviewProps = Pick<Conversation, 'id' | 'phone'> & { review: Asked; mayWrite: boolean }

/** A text that may be an opt-out: a person decides, and until then nothing automatic leaves. */
const Review = ({ id, phone, review: { message_id, due_at }, mayWrite }: ReviewProps) => {
  const { attention } = useDesk()
  const act = useAct()
  const now = useNow()
  const [isDismissed, setDismissed] = useState(false)
  const decide = async (work: (api: Api) => Promise<unknown>) => {
    await act(id, async (api) => {
      await work(api)
      return api.getConversation({ id })
    })
    await attention.read()
  }
  const optOut = () =>
    decide((api) => api.recordConsent({ body: { action: 'opt_out', phone, conversation_id: id } }))
  const dismiss = (reason: string) =>
    decide(async (api) => {
      const review = await reviewOf(api, message_id)
      if (!review) return api.dismissConsentReview({ id })
      return api.decideConsentReview({ id: review, body: { decision: 'dismiss', reason } })
    })
  return (
    <section className="question" aria-label={pageWords.reviewName}>
      <span>
        {pageWords.review.title(date(due_at, now))}{' '}
        <a className="link" href={`#${message_id}`}>
          {pageWords.review.show}
        </a>
      </span>
      {isDismissed ? (
        <ReasonForm save={dismiss} close={() => setDismissed(false)} />
      ) : (
        mayWrite && (
          <>
            <button type="button" className="btn" onClick={() => setDismissed(true)}>
              {pageWords.review.no}
            </button>
            <button type="button" className="btn" onClick={optOut}>
              {pageWords.review.yes}
            </button>
          </>
        )
      )}
    </section>
  )
}

/** The open review of a text; undefined when there is none any more. */
const reviewOf = async (api: Api, message: string) => {
  for await (const { id, message_id } of each(api.listConsentReviews, { query: { state: 'open' } }))
    if (message_id === message) return id
  return undefined
}
