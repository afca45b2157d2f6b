import { ChevronLeft } from 'lucide-react'
import { type FormEvent, useCallback, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { each } from '#contract/client.ts'
import type { Contact } from '../data/api.ts'
import { firstOf } from '../data/first-of.ts'
import { useDesk } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { describeError, EmptyState, FailedState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { words } from '../words/words.ts'
import '../cases/cases.css'
import '../held/cards.css'
import '../parts/bar.css'
import '../parts/dialog.css'
import './contacts.css'

/** All customers, newest first, or those that are found. The address holds the query. */
const ContactsPage = () => {
  const Title = useMedia(smallScreen) ? 'h1' : 'h2'
  const [, go] = useLocation()
  const query = new URLSearchParams(useSearch()).get('q')?.trim() ?? ''
  const { contacts: texts } = pageWords
  return (
    <main className="talk">
      <div className="bar">
        <IconButton icon={ChevronLeft} label={pageWords.back} className="back" onClick={() => go('/')} />
        <Title>{texts.title}</Title>
        <span className="push" />
        <ExportContacts />
      </div>
      <div className="cards-page">
        <FindContact key={query} query={query} />
        <Found key={`of ${query}`} query={query} />
      </div>
    </main>
  )
}

const FindContact = ({ query }: { query: string }) => {
  const [, go] = useLocation()
  const [text, setText] = useState(query)
  const { contacts: texts } = pageWords
  const find = (event: FormEvent) => {
    event.preventDefault()
    go(text.trim() ? `/contacts?q=${encodeURIComponent(text.trim())}` : '/contacts')
  }
  return (
    <search>
      <form className="find-contact" onSubmit={find}>
        <input
          type="search"
          className="input"
          aria-label={texts.findLabel}
          placeholder={texts.findHint}
          value={text}
          maxLength={100}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="btn">
          {texts.find}
        </button>
      </form>
    </search>
  )
}

const pageSize = 25

/** An id of an outside system stands behind the name of the system. */
const asAsked = (query: string) => {
  if (query === '') return {}
  return /^[A-Za-z0-9_.-]{1,40}:[^\s/]/.test(query) ? { external_id: query } : { query }
}

const Found = ({ query }: { query: string }) => {
  const { api } = useDesk()
  const [wanted, setWanted] = useState(pageSize)
  const read = useCallback(
    () => firstOf(each(api.listContacts, { query: { ...asAsked(query), limit: pageSize } }), wanted),
    [api, query, wanted],
  )
  const { data, error, retry } = useLoad(read)
  const { contacts: texts } = pageWords
  if (error !== undefined) return <FailedState error={error} retry={retry} />
  if (!data) return <div className="state" role="status" aria-label={words.loading} />
  if (data.found.length === 0) return <EmptyState title={texts.none} hint={texts.noneHint} />
  return (
    <>
      <ul className="cards">
        {data.found.map((contact) => (
          <li key={contact.id}>
            <ContactRow contact={contact} />
          </li>
        ))}
      </ul>
      {!data.isWhole && (
        <button type="button" className="btn more" onClick={() => setWanted(wanted + pageSize)}>
          {texts.more}
        </button>
      )}
    </>
  )
}

const ContactRow = ({ contact: { id, name, phones, emails, do_not_contact } }: { contact: Contact }) => {
  const { contacts: texts } = pageWords
  return (
    <Link className="case-row" href={`/contacts/${id}`}>
      <span className="case-name">{name ?? words.unknownCustomer}</span>
      <span className="case-chips">
        {phones.some(({ opted_out }) => opted_out) && <span className="chip bad">{texts.optedOut}</span>}
        {do_not_contact && <span className="chip bad">{texts.refused}</span>}
      </span>
      <span className="sub case-facts">
        {[...phones.map(({ phone }) => formatPhone(phone)), ...emails].join(' · ')}
      </span>
    </Link>
  )
}

/** For admins: all contacts as a file. */
const ExportContacts = () => {
  const { api, me, toasts } = useDesk()
  const { contacts: texts } = pageWords
  if (me.role !== 'admin') return null
  const begin = () =>
    api.createExport({ key: crypto.randomUUID(), body: { kind: 'contacts' } }).then(
      () => toasts.add(texts.exporting),
      (error: unknown) => toasts.add(describeError(error)),
    )
  return (
    <button type="button" className="btn" onClick={begin}>
      {texts.export}
    </button>
  )
}

export default ContactsPage
