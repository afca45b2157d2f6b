import { ChevronLeft } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { EmptyState, FailedState } from '../parts/state.tsx'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { lastSaid } from '../words/said.ts'
import { shortAge } from '../words/times.ts'
import { words } from '../words/words.ts'
import { type Found, findCustomers, findKnown } from './find.ts'
import { FoundTexts } from './found-texts.tsx'
import '../parts/bar.css'
import './search-page.css'

/** What was found last and how far it was scrolled: one opens a conversation and comes back to it. */
let kept: { query: string; found: Found[]; scrolled: number } = { query: '', found: [], scrolled: 0 }

const mostKnown = 10

/** Customers and conversations by what is known of them. The address holds the query. */
const SearchPage = () => {
  const [params] = useSearchParams()
  const [, go] = useLocation()
  const query = params.get('q')?.trim() ?? ''
  const [tries, setTries] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!kept.query) field.current?.focus()
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go(`/search?q=${encodeURIComponent(field.current?.value.trim() ?? '')}`)
  }
  return (
    <main className="talk search-page">
      <search>
        <form className="bar" onSubmit={submit}>
          <span className="only-small">
            <IconButton icon={ChevronLeft} label={pageWords.back} onClick={() => go('/')} />
          </span>
          <h1 className="unseen">{words.search.title}</h1>
          <input
            key={query}
            ref={field}
            type="search"
            className="input"
            aria-label={words.search.title}
            placeholder={words.search.hint}
            defaultValue={query}
            maxLength={100}
          />
          <button type="submit" className="btn primary">
            {words.search.find}
          </button>
        </form>
      </search>
      {query ? (
        <Results key={`${query} ${tries}`} query={query} retry={() => setTries(tries + 1)} />
      ) : (
        <EmptyState title={words.search.title} hint={words.search.help} />
      )}
    </main>
  )
}

const Results = ({ query, retry }: { query: string; retry(): void }) => {
  const desk = useDesk()
  const [found, setFound] = useState(kept.query === query ? kept.found : undefined)
  const [error, setError] = useState<unknown>()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (kept.query === query) return
    let isWanted = true
    findCustomers(desk, query).then(
      (customers) => {
        if (!isWanted) return
        kept = { query, found: customers, scrolled: 0 }
        setFound(customers)
        setError(undefined)
      },
      (reason: unknown) => isWanted && setError(reason),
    )
    return () => {
      isWanted = false
    }
  }, [desk, query])
  useEffect(() => {
    if (found) place.current?.scrollTo({ top: kept.scrolled })
  }, [found])
  if (error !== undefined) return <FailedState error={error} retry={retry} />
  if (!found) return <div className="state" role="status" aria-label={words.loading} />
  return (
    <div
      className="results"
      ref={place}
      onScroll={({ currentTarget }) => {
        kept = { ...kept, scrolled: currentTarget.scrollTop }
      }}
    >
      <Customers found={found} />
      <Known query={query} found={found} />
      <FoundTexts query={query} />
    </div>
  )
}

const Customers = ({ found }: { found: Found[] }) => (
  <section aria-label={words.search.customers}>
    <h2>{words.search.customers}</h2>
    {found.length === 0 && <p className="sub">{words.search.nobody}</p>}
    {found.map(({ contact, conversations }) => (
      <article key={contact.id} className="customer">
        <h3>{contact.name ?? words.unknownCustomer}</h3>
        <p className="sub">
          {[...contact.phones.map(({ phone }) => formatPhone(phone)), ...contact.emails].join(' · ')}
        </p>
        <ul>
          {conversations.map(({ id }) => (
            <li key={id}>
              <Line id={id} />
            </li>
          ))}
        </ul>
        {conversations.length === 0 && <p className="sub">{words.search.never}</p>}
      </article>
    ))}
  </section>
)

/** What the page has loaded beside the customers that were found. */
const Known = ({ query, found }: { query: string; found: Found[] }) => {
  const desk = useDesk()
  useSource(desk.store, desk.store.revision)
  const shown = new Set(found.flatMap(({ conversations }) => conversations.map(({ id }) => id)))
  const others = findKnown(desk, query, mostKnown).filter(({ id }) => !shown.has(id))
  if (others.length === 0) return null
  return (
    <section aria-label={words.search.inbox}>
      <h2>{words.search.inbox}</h2>
      <ul>
        {others.map(({ id }) => (
          <li key={id}>
            <Line id={id} named />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Line = ({ id, named = false }: { id: string; named?: boolean }) => {
  const { store } = useDesk()
  const now = useNow()
  const row = useSource(store, () => store.conversation(id))
  if (!row) return null
  const { contact_name, last_activity_at, state } = row
  return (
    <Link href={`/c/${id}`} className="found">
      {named && <strong>{contact_name ?? words.unknownCustomer}</strong>}
      <span className="text">{lastSaid(row)}</span>
      {state === 'closed' && <span className="chip">{words.tabs.closed}</span>}
      <time className="sub" dateTime={last_activity_at}>
        {shortAge(last_activity_at, now)}
      </time>
    </Link>
  )
}

export default SearchPage
