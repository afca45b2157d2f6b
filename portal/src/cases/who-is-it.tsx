import { useEffect, useId, useState } from 'react'
import type { Answer } from '#contract/client.ts'
import type { Contact, Conversation } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { useDesk } from '../desk.ts'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'

type WhoIsItProps = {
  pop: Pick<Answer<'readCasePop'>, 'candidates' | 'contact'>
  conversation: Conversation
  linked(): Promise<void>
}

/** Of a phone that nobody is known under: whom it may belong to, and a search by name, phone, or any attribute that is searched. */
export const WhoIsIt = ({ pop, conversation, linked }: WhoIsItProps) => {
  const { api, store, toasts } = useDesk()
  const [query, setQuery] = useState('')
  const [asked, setAsked] = useState<Contact>()
  const found = useFound(query)
  const field = useId()
  const { pop: texts } = pageWords.cases
  const shown = (found ?? pop.candidates).filter(({ id }) => id !== pop.contact.id)
  const link = async (to: Contact) => {
    try {
      const row = await api.mergeContacts({ id: to.id, body: { source_id: pop.contact.id } })
      store.apply([{ t: 'contact', row }])
      toasts.add(texts.isLinked(nameOf(to)))
      await Promise.all([refreshConversation(api, store, conversation.id), linked()])
    } catch (error) {
      toasts.add(describeError(error))
    }
  }
  if (asked) {
    return (
      <div className="case-options">
        <span>{texts.sure(nameOf(asked))}</span>
        <button type="button" className="btn primary" ref={focus} onClick={() => void link(asked)}>
          {texts.yes}
        </button>
        <button type="button" className="btn" onClick={() => setAsked(undefined)}>
          {texts.no}
        </button>
      </div>
    )
  }
  return (
    <div className="case-who">
      <label className="label" htmlFor={field}>
        {texts.who}
      </label>
      <input
        id={field}
        className="input"
        type="search"
        value={query}
        maxLength={100}
        placeholder={texts.search}
        onChange={({ target }) => setQuery(target.value)}
      />
      <span className="sub" role="status">
        {found && texts.found(shown.length)}
      </span>
      {shown.length > 0 && (
        <ul>
          {shown.map((one) => (
            <li key={one.id}>
              <button type="button" className="btn" onClick={() => setAsked(one)}>
                {nameOf(one)} <span className="sub">{factsOf(one)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const focus = (button: HTMLElement | null) => button?.focus()

const most = 6
/** While somebody types, each pause asks once. */
const pause = 250

const useFound = (query: string): Contact[] | undefined => {
  const { api } = useDesk()
  const [found, setFound] = useState<Contact[]>()
  useEffect(() => {
    const text = query.trim()
    if (text.length < 2) return setFound(undefined)
    let isLate = false
    const timer = setTimeout(async () => {
      const page = await api.listContacts({ query: { query: text, limit: most } }).catch(() => undefined)
      if (!isLate) setFound(page?.data)
    }, pause)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [api, query])
  return found
}

const nameOf = ({ name, phones }: Contact): string => name ?? formatPhone(phones[0]?.phone ?? '')

const factsOf = ({ phones, emails, attributes }: Contact): string =>
  [...phones.map(({ phone }) => formatPhone(phone)), ...emails, ...Object.values(attributes)]
    .slice(0, 3)
    .join(' · ')
