import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import type { Conversation } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { describeError } from '../parts/state.tsx'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { useReading } from '../parts/use-reading.ts'
import { pageWords } from '../words/pages.ts'
import { lastSaid } from '../words/said.ts'
import { shortAge } from '../words/times.ts'
import { type Case, isOpen } from './customer-cases.ts'

const most = 5

/** The last conversations with the customer: which of them show this case, and a way to make an open one do so. */
export const CaseTalks = ({ one }: { one: Case }) => {
  const { api, toasts } = useDesk()
  const Title = useMedia(smallScreen) ? 'h2' : 'h3'
  const [talks, setTalks] = useState<Conversation[]>([])
  const { id, contact_id } = one
  const read = useCallback(async () => {
    const page = await api.listConversations({ query: { contact_id, limit: most } }).catch(() => undefined)
    if (page) setTalks(page.data)
  }, [api, contact_id])
  useReading(read)
  const { talks: texts } = pageWords.cases
  const link = async (talk: Conversation) => {
    try {
      await api.linkCase({ id, body: { conversation_id: talk.id } })
      toasts.add(texts.linked)
      await read()
    } catch (error) {
      toasts.add(describeError(error))
    }
  }
  if (talks.length === 0) return null
  return (
    <section className="case-timeline" aria-labelledby="case-talks">
      <Title id="case-talks">{texts.title}</Title>
      <ul className="case-talks">
        {talks.map((talk) => (
          <li key={talk.id}>
            <TalkLink talk={talk} />
            {talk.case?.id === id ? (
              <span className="chip">{talk.case.sure ? texts.here : texts.unsure}</span>
            ) : (
              isOpen(one) &&
              talk.state === 'open' && (
                <button type="button" className="btn" onClick={() => void link(talk)}>
                  {texts.link}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const TalkLink = ({ talk }: { talk: Conversation }) => {
  const now = useNow()
  const { talks: texts } = pageWords.cases
  return (
    <Link className="link" href={`/c/${talk.id}`}>
      {talk.subject ?? lastSaid(talk) ?? pageWords.borderOther}{' '}
      <span className="sub">
        {[talk.state === 'closed' && texts.closed, shortAge(talk.last_activity_at, now)]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </Link>
  )
}
