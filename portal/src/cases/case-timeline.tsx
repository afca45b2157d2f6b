import type { Answer } from '#contract/client.ts'
import { useDesk, useSource } from '../desk.ts'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { MessageMedia } from '../talk/media.tsx'
import { MessageBody } from '../talk/message-body.tsx'
import { gateReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { moment } from '../words/times.ts'

export type Entry = Answer<'readCaseTimeline'>['data'][number]

type TimelineProps = { entries: Entry[]; isWhole: boolean; earlier(): void }

/** Texts, comments and changes, the newest first. */
export const CaseTimeline = ({ entries, isWhole, earlier }: TimelineProps) => {
  const Title = useMedia(smallScreen) ? 'h2' : 'h3'
  const { cases: texts } = pageWords
  return (
    <section className="case-timeline" aria-labelledby="case-timeline">
      <Title id="case-timeline">{texts.timeline}</Title>
      <ol>
        {entries.map((entry) => (
          <li key={entry.id} className={entry.type}>
            <EntryLine entry={entry} />
          </li>
        ))}
      </ol>
      {!isWhole && (
        <button type="button" className="btn" onClick={earlier}>
          {texts.earlier}
        </button>
      )}
    </section>
  )
}

const EntryLine = ({ entry }: { entry: Entry }) => {
  switch (entry.type) {
    case 'text':
      return <TextLine entry={entry} />
    case 'comment':
      return <CommentLine entry={entry} />
    case 'change':
      return <ChangeLine entry={entry} />
  }
}

type LineProps<T extends Entry['type']> = { entry: Extract<Entry, { type: T }> }

const TextLine = ({ entry: { message, here, moves } }: LineProps<'text'>) => {
  const now = useNow()
  const { cases: texts } = pageWords
  const isOut = message.direction === 'outbound'
  const who = isOut ? (message.sent_by_name ?? texts.us) : texts.theCustomer
  const state = pageWords.status[message.status] ?? message.status
  const why = message.status === 'blocked' || message.status === 'held' ? gateReason(message.gate) : undefined
  const isByHand = !here || message.case?.reason === 'by_hand'
  const filed = isByHand ? moves.at(-1)?.by_name : undefined
  return (
    <>
      <p className="sub">
        {[
          who,
          pageWords.sms,
          moment(message.created_at, now),
          isOut && (why ? pageWords.because(state, why) : state),
          !here && texts.gone,
          filed && texts.moved(filed),
        ]
          .filter(Boolean)
          .join(' · ')}
        {message.case?.sure === false && here && <span className="unsure"> {texts.notSure}</span>}
      </p>
      {message.body && (
        <p className={here ? 'card-body' : 'card-body gone'}>
          <MessageBody body={message.body} />
        </p>
      )}
      {message.media.length > 0 && <MessageMedia message={message} />}
    </>
  )
}

const CommentLine = ({ entry: { body, by_name, at, public: isPublic } }: LineProps<'comment'>) => {
  const now = useNow()
  const { cases: texts } = pageWords
  return (
    <>
      <p className="sub">
        {[by_name ?? texts.us, moment(at, now), isPublic ? texts.public : texts.internal].join(' · ')}
      </p>
      <p className="card-body">
        <MessageBody body={body} />
      </p>
    </>
  )
}

const ChangeLine = ({ entry: { changes, by_name, at } }: LineProps<'change'>) => {
  const now = useNow()
  return (
    <p className="sub">
      {[by_name, moment(at, now)].filter(Boolean).join(' · ')}
      {changes.map((change) => (
        <Change key={change.field} {...change} />
      ))}
    </p>
  )
}

type ChangeProps = Extract<Entry, { type: 'change' }>['changes'][number]

const Change = ({ field, from, to }: ChangeProps) => {
  const { cases: texts } = pageWords
  const said = useSaid(field)
  return (
    <span className="case-change">{texts.changed(texts.fields[field] ?? field, said(from), said(to))}</span>
  )
}

/** A value of a field as people call it. */
const useSaid = (field: string) => {
  const { store } = useDesk()
  const now = useNow()
  useSource(store, store.revision)
  const { cases: texts } = pageWords
  return (value: string | undefined): string => {
    if (value === undefined) return texts.nothing
    if (field === 'assignee') return store.agent(value)?.name ?? pageWords.somebody
    if (field === 'state') return texts.states[value as keyof typeof texts.states] ?? value
    if (field === 'type') return texts.types[value as keyof typeof texts.types] ?? value
    if (field === 'due_at') return moment(value, now)
    if (field === 'number_id') return store.number(value)?.name ?? value
    return value
  }
}
