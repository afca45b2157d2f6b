import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import { each } from '#contract/client.ts'
import type { Contact, TimelineEntry } from '../data/api.ts'
import { firstOf } from '../data/first-of.ts'
import { useDesk } from '../desk.ts'
import { FailedState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { MessageBody } from '../talk/message-body.tsx'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { moment } from '../words/times.ts'

const pageSize = 25

/** Texts and notes of all phones, the newest first. */
export const ContactTimeline = ({ id }: { id: Contact['id'] }) => {
  const { api } = useDesk()
  const [wanted, setWanted] = useState(pageSize)
  const read = useCallback(
    () => firstOf(each(api.readContactTimeline, { id, query: { limit: pageSize } }), wanted),
    [api, id, wanted],
  )
  const { data, error, retry } = useLoad(read)
  const { contacts: texts } = pageWords
  return (
    <section className="case-timeline" aria-labelledby="said">
      <h2 id="said">{texts.timeline}</h2>
      {error !== undefined && <FailedState error={error} retry={retry} />}
      {data?.found.length === 0 && <p className="sub">{texts.nothingSaid}</p>}
      <ol>
        {data?.found.map((entry) => (
          <li key={entry.type === 'note' ? entry.note.id : entry.message.id} className={entry.type}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {data && !data.isWhole && (
        <button type="button" className="btn" onClick={() => setWanted(wanted + pageSize)}>
          {texts.earlier}
        </button>
      )}
    </section>
  )
}

const Entry = ({ entry }: { entry: TimelineEntry }) => {
  const { store } = useDesk()
  const now = useNow()
  const { contacts: texts } = pageWords
  const { said, at, body } = entry.type === 'note' ? ofNote(entry.note, store) : ofMessage(entry.message)
  return (
    <>
      <p className="sub">
        {[...said, moment(at, now)].join(' · ')}
        {entry.conversation_id && (
          <>
            {' · '}
            <Link className="link" href={`/c/${entry.conversation_id}`}>
              {texts.talk}
            </Link>
          </>
        )}
      </p>
      {body && (
        <p className="card-body">
          <MessageBody body={body} />
        </p>
      )}
    </>
  )
}

type Note = Extract<TimelineEntry, { type: 'note' }>['note']
type Message = Extract<TimelineEntry, { type: 'message' }>['message']

const ofNote = ({ written_by = '', created_at, body }: Note, store: ReturnType<typeof useDesk>['store']) => ({
  said: [pageWords.contacts.noteBy(store.agent(written_by)?.name ?? pageWords.somebody)],
  at: created_at,
  body,
})

const ofMessage = ({ direction, from, to, sent_by_name, status, created_at, body }: Message) => {
  const { contacts: texts } = pageWords
  const isOut = direction === 'outbound'
  return {
    said: [
      isOut ? (sent_by_name ?? texts.us) : texts.theCustomer,
      formatPhone(isOut ? to : from),
      ...(isOut ? [pageWords.status[status] ?? status] : []),
    ],
    at: created_at,
    body,
  }
}
