import { ChevronLeft } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { type Client, each } from '#contract/client.ts'
import { firstOf } from '../data/first-of.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { Pair } from '../parts/pair.tsx'
import { describeError, FailedState } from '../parts/state.tsx'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { useReading } from '../parts/use-reading.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { date, moment } from '../words/times.ts'
import { words } from '../words/words.ts'
import { CaseAttachments } from './case-attachments.tsx'
import { CaseBox } from './case-box.tsx'
import { CaseEditor } from './case-editor.tsx'
import { CaseTalks } from './case-talks.tsx'
import type { CaseText } from './case-texts.tsx'
import { CaseTimeline, type Entry } from './case-timeline.tsx'
import { type Case, isOpen, nameOf } from './customer-cases.ts'
import { CustomerPage } from './customer-page.tsx'
import { TaskStep } from './task-text.tsx'
import '../contact/contact-panel.css'
import '../held/cards.css'
import './cases.css'

const ResolveDialog = lazy(() => import('./resolve-dialog.tsx'))

/** One case: what is known of it, what is new, and what happened. */
const CasePage = ({ id }: { id: Case['id'] }) => {
  const { one, entries, isWhole, error, read, put, earlier } = useCase(id)
  const [isEdited, setEdited] = useState(false)
  const settle = useSettle(put)
  return (
    <main className="talk">
      <CaseBar one={one} settle={settle} edit={() => setEdited(true)} />
      <div className="cards-page case-page">
        {error !== undefined && <FailedState error={error} retry={read} />}
        {one && (
          <>
            <CaseFacts one={one} />
            <CustomerPage one={one} put={put} />
            {one.template_id && isOpen(one) && (
              <TaskStep one={one} resolve={() => settle.resolve(one, { send_text: true })} />
            )}
            <CaseBox one={one} read={read} />
            <CaseTalks one={one} />
            <CaseAttachments one={one} read={read} />
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

type Resolving = Parameters<Client['resolveCase']>[0]['body']

/** Ends a case, or opens it again, and says so. */
const useSettle = (put: (one: Case) => void) => {
  const { api, toasts } = useDesk()
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
  return {
    resolve: ({ id }: Case, body: Resolving) => settle(() => api.resolveCase({ id, body }), texts.isDone),
    reopen: ({ id }: Case) => settle(() => api.reopenCase({ id }), texts.isOpen),
  }
}

type BarProps = { one: Case | undefined; settle: ReturnType<typeof useSettle>; edit(): void }

const CaseBar = ({ one, settle, edit }: BarProps) => {
  const Title = useMedia(smallScreen) ? 'h1' : 'h2'
  const { api } = useDesk()
  const [, go] = useLocation()
  const [told, setTold] = useState<CaseText[]>([])
  const { cases: texts } = pageWords
  /** Where the customer is told of it, somebody looks at the words first. */
  const resolve = async (open: Case) => {
    const preview = api.previewCaseTexts({ body: { event: 'done', case_id: open.id } })
    const found = (await preview.catch(() => undefined))?.texts ?? []
    if (found.length > 0) setTold(found)
    else await settle.resolve(open, {})
  }
  return (
    <div className="bar">
      {one && told.length > 0 && (
        <Suspense>
          <ResolveDialog
            name={nameOf(one)}
            texts={told}
            resolve={(notify) => settle.resolve(one, notify)}
            close={() => setTold([])}
          />
        </Suspense>
      )}
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
            <button type="button" className="btn primary" onClick={() => resolve(one)}>
              {texts.resolve}
            </button>
          ) : (
            <button type="button" className="btn primary" onClick={() => settle.reopen(one)}>
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

export default CasePage
