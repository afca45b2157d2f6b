import { ChevronLeft } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { each } from '#contract/client.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { describeError, FailedState } from '../parts/state.tsx'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { useReading } from '../parts/use-reading.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { date, moment } from '../words/times.ts'
import { words } from '../words/words.ts'
import { CaseBox } from './case-box.tsx'
import { CaseEditor } from './case-editor.tsx'
import { CaseTalks } from './case-talks.tsx'
import { CaseTimeline, type Entry } from './case-timeline.tsx'
import { type Case, isOpen, nameOf } from './customer-cases.ts'
import { firstOf } from './first-of.ts'
import '../contact/contact-panel.css'
import '../held/cards.css'
import './cases.css'

/** One case: what is known of it, what is new, and what happened. */
const CasePage = ({ id }: { id: Case['id'] }) => {
  const { one, entries, isWhole, error, read, put, earlier } = useCase(id)
  const [isEdited, setEdited] = useState(false)
  return (
    <main className="talk">
      <CaseBar one={one} put={put} edit={() => setEdited(true)} />
      <div className="cards-page case-page">
        {error !== undefined && <FailedState error={error} retry={read} />}
        {one && (
          <>
            <CaseFacts one={one} />
            <CaseBox one={one} read={read} />
            <CaseTalks one={one} />
            <CaseTimeline entries={entries} isWhole={isWhole !== false} earlier={earlier} />
          </>
        )}
      </div>
      {one && isEdited && <CaseEditor one={one} put={put} close={() => setEdited(false)} />}
    </main>
  )
}

type Shown = { one?: Case; entries: Entry[]; isWhole?: boolean; error?: unknown }

const pageSize = 25

/** Read again whenever something that the page knows of has changed. */
const useCase = (id: Case['id']) => {
  const { api, caseNews } = useDesk()
  const [state, setState] = useState<Shown>({ entries: [] })
  const [wanted, setWanted] = useState(pageSize)
  const read = useCallback(async () => {
    try {
      const all = each(api.readCaseTimeline, { id, query: { limit: pageSize } })
      const [one, { found: entries, isWhole }] = await Promise.all([
        api.getCase({ id }),
        firstOf(all, wanted),
      ])
      setState({ one, entries, isWhole })
    } catch (error) {
      setState((before) => ({ ...before, error }))
    }
  }, [api, id, wanted])
  const follow = useCallback(
    (listener: () => void) => caseNews.subscribe((news) => news.id === id && listener()),
    [caseNews, id],
  )
  useReading(read, follow)
  return {
    ...state,
    read,
    put: (one: Case) => {
      setState((before) => ({ ...before, one }))
      void read()
    },
    earlier: () => setWanted(wanted + pageSize),
  }
}

type BarProps = { one: Case | undefined; put(one: Case): void; edit(): void }

const CaseBar = ({ one, put, edit }: BarProps) => {
  const Title = useMedia(smallScreen) ? 'h1' : 'h2'
  const { api, toasts } = useDesk()
  const [, go] = useLocation()
  const { cases: texts } = pageWords
  const settle = async (work: () => Promise<Case>, told: (name: string) => string) => {
    try {
      const next = await work()
      put(next)
      toasts.add(told(nameOf(next)))
    } catch (error) {
      toasts.add(describeError(error))
    }
  }
  return (
    <div className="bar">
      <IconButton icon={ChevronLeft} label={texts.back} onClick={() => go('/cases')} />
      <div>
        <Title>{one ? nameOf(one) : texts.aCase}</Title>
        {one && (
          <span className="sub">
            {[texts.types[one.type], one.status, texts.states[one.state]].filter(Boolean).join(' · ')}
          </span>
        )}
      </div>
      <span className="push" />
      {one && (
        <>
          <button type="button" className="btn" onClick={edit}>
            {texts.edit}
          </button>
          {isOpen(one) ? (
            <button
              type="button"
              className="btn primary"
              onClick={() => settle(() => api.resolveCase({ id: one.id, body: {} }), texts.isDone)}
            >
              {texts.resolve}
            </button>
          ) : (
            <button
              type="button"
              className="btn primary"
              onClick={() => settle(() => api.reopenCase({ id: one.id }), texts.isOpen)}
            >
              {texts.reopen}
            </button>
          )}
        </>
      )}
    </div>
  )
}

const CaseFacts = ({ one }: { one: Case }) => {
  const { api, store } = useDesk()
  const now = useNow()
  const { contact_id, assignee, team_id, due_at, external, fields } = one
  const contact = useSource(store, () => store.contact(contact_id))
  const agent = useSource(store, () => store.agent(assignee ?? ''))
  const [team, setTeam] = useState<string>()
  const { cases: texts } = pageWords
  useEffect(() => {
    api
      .getContact({ id: contact_id })
      .then((row) => store.apply([{ t: 'contact', row }]))
      .catch(() => {})
  }, [api, store, contact_id])
  useEffect(() => {
    if (!team_id) return setTeam(undefined)
    api
      .getTeam({ id: team_id })
      .then(({ name }) => setTeam(name))
      .catch(() => {})
  }, [api, team_id])
  return (
    <dl className="case-pairs">
      <Pair name={texts.customer}>
        {contact?.name ?? words.unknownCustomer}, {formatPhone(one.phone)}
      </Pair>
      <Pair name={texts.assignee}>{agent?.name ?? texts.nobody}</Pair>
      {team && <Pair name={texts.team}>{team}</Pair>}
      {due_at && <Pair name={texts.due}>{date(due_at, now)}</Pair>}
      {external && (
        <Pair name={external.system}>
          {external.url ? (
            <a className="link" href={external.url} target="_blank" rel="noopener noreferrer">
              {external.id}
            </a>
          ) : (
            external.id
          )}
        </Pair>
      )}
      {Object.entries(fields).map(([name, value]) => (
        <Pair key={name} name={name}>
          {value}
        </Pair>
      ))}
      <Pair name={pageWords.panel.opened}>{moment(one.opened_at, now)}</Pair>
    </dl>
  )
}

const Pair = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div className="pair">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

export default CasePage
