import { ChevronLeft } from 'lucide-react'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { each } from '#contract/client.ts'
import { firstOf } from '../data/first-of.ts'
import { someAtOnce } from '../data/some-at-once.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { EmptyState, FailedState } from '../parts/state.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { useReading } from '../parts/use-reading.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { date, shortAge } from '../words/times.ts'
import { type Case, nameOf } from './customer-cases.ts'
import '../held/cards.css'
import '../parts/dialog.css'
import './cases.css'

const lists = ['open', 'mine', 'team', 'done'] as const
type List = (typeof lists)[number]

const isList = (name: string | null): name is List => lists.some((list) => list === name)

/** The cases of the workspace in four lists, newest activity first, and the way to one by its number. */
const CasesPage = () => {
  const Title = useMedia(smallScreen) ? 'h1' : 'h2'
  const [, go] = useLocation()
  const wanted = new URLSearchParams(useSearch()).get('list')
  const list = isList(wanted) ? wanted : 'open'
  const { cases: texts } = pageWords
  return (
    <main className="talk">
      <div className="bar">
        <IconButton icon={ChevronLeft} label={pageWords.back} className="back" onClick={() => go('/')} />
        <Title>{texts.title}</Title>
        <span className="push" />
        <FindCase />
      </div>
      <div className="tabs">
        {lists.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === list}
            onClick={() => go(name === 'open' ? '/cases' : `/cases?list=${name}`)}
          >
            {texts.lists[name]}
          </button>
        ))}
      </div>
      <CaseList key={list} list={list} />
    </main>
  )
}

const CaseList = ({ list }: { list: List }) => {
  const { cases, isWhole, error, read, more } = useCases(list)
  const { cases: texts } = pageWords
  useContacts(cases)
  return (
    <div className="cards-page">
      {error !== undefined && <FailedState error={error} retry={read} />}
      {cases?.length === 0 && <EmptyState title={texts.none} hint={texts.noneHint} />}
      <CaseRows cases={cases ?? []} />
      {cases && !isWhole && (
        <button type="button" className="btn" onClick={more}>
          {texts.more}
        </button>
      )}
    </div>
  )
}

const pageSize = 25

/** As many as were asked for by "more" so far, read again when anything the page knows of has changed. */
const useCases = (list: List) => {
  const { api, caseNews } = useDesk()
  const [state, setState] = useState<{ cases?: Case[]; isWhole?: boolean; error?: unknown }>({})
  const [wanted, setWanted] = useState(pageSize)
  const read = useCallback(async () => {
    try {
      const all = each(api.listCases, { query: { list, limit: pageSize } })
      const { found: cases, isWhole } = await firstOf(all, wanted)
      setState({ cases, isWhole })
    } catch (error) {
      setState((before) => ({ ...before, error }))
    }
  }, [api, list, wanted])
  useReading(read, caseNews.subscribe)
  return { ...state, read, more: () => setWanted(wanted + pageSize) }
}

/** Names of customers that the page has not seen yet. */
const useContacts = (cases: Case[] | undefined) => {
  const { api, store } = useDesk()
  useEffect(() => {
    const ids = new Set((cases ?? []).flatMap(({ contact_id: id }) => (store.contact(id) ? [] : [id])))
    void someAtOnce([...ids], async (id) => {
      const row = await api.getContact({ id }).catch(() => undefined)
      if (row) store.apply([{ t: 'contact', row }])
    })
  }, [api, store, cases])
}

const FindCase = () => {
  const { api, toasts } = useDesk()
  const [, go] = useLocation()
  const [number, setNumber] = useState('')
  const find = async (event: FormEvent) => {
    event.preventDefault()
    const { data } = await api
      .listCases({ query: { number: number.trim().replace(/^#/, '') } })
      .catch(() => ({ data: [] as Case[] }))
    const [found] = data
    if (found) go(`/cases/${found.id}`)
    else toasts.add(pageWords.cases.notFound)
  }
  return (
    <form className="find-case" onSubmit={find}>
      <input
        className="input"
        aria-label={pageWords.cases.number}
        placeholder="#1042"
        value={number}
        maxLength={21}
        onChange={({ target }) => setNumber(target.value)}
      />
      <button type="submit" className="btn" disabled={number.trim() === ''}>
        {pageWords.cases.find}
      </button>
    </form>
  )
}

/** Rows are links: the keys of the inbox move between them. */
const CaseRows = ({ cases }: { cases: Case[] }) => {
  const move = (by: number) => {
    const links = [...document.querySelectorAll<HTMLElement>('.case-row')]
    const at = links.indexOf(document.activeElement as HTMLElement)
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
  }
  useKeys({ j: () => move(1), k: () => move(-1) })
  if (cases.length === 0) return null
  return (
    <ul className="cards">
      {cases.map((one) => (
        <li key={one.id}>
          <CaseRow one={one} />
        </li>
      ))}
    </ul>
  )
}

const CaseRow = ({ one }: { one: Case }) => {
  const { store } = useDesk()
  const now = useNow()
  const contact = useSource(store, () => store.contact(one.contact_id))
  const assignee = useSource(store, () => store.agent(one.assignee ?? ''))
  const { cases: texts } = pageWords
  const isLate = one.due_at !== undefined && Date.parse(one.due_at) < now && one.state !== 'done'
  return (
    <Link className="case-row" href={`/cases/${one.id}`}>
      <span className="case-name">{nameOf(one)}</span>
      <time className="sub when" dateTime={one.last_activity_at}>
        {shortAge(one.last_activity_at, now)}
      </time>
      <span className="sub case-facts">
        {[contact?.name ?? formatPhone(one.phone), assignee?.name ?? texts.nobody].join(' · ')}
      </span>
      <span className="case-chips">
        <span className={one.state === 'waiting' ? 'chip warn' : 'chip'}>
          {one.status ?? texts.states[one.state]}
        </span>
        {one.due_at && (
          <span className={isLate ? 'chip bad' : 'chip'}>{texts.dueOn(date(one.due_at, now))}</span>
        )}
      </span>
    </Link>
  )
}

export default CasesPage
