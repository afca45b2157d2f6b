import { useEffect, useState } from 'react'
import type { Contact } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { MergeSides } from './merge-sides.tsx'
import '../parts/fields.css'

/** Contacts that may be the same person: they have the same name, or the same e-mail address. */
const SamePerson = ({ contact, merged }: { contact: Contact; merged?(contact: Contact): void }) => {
  const { api, store, toasts, following } = useDesk()
  const [others, setOthers] = useState<Contact[]>([])
  const [asked, setAsked] = useState<Contact>()
  const { id, name } = contact
  const [email] = contact.emails
  useEffect(() => {
    let isLate = false
    const ask = async (query: string | undefined) =>
      query ? (await api.listContacts({ query: { query, limit: 10 } })).data : []
    Promise.all([ask(name), ask(email)])
      .then((found) => {
        const unique = new Map(found.flat().map((one) => [one.id, one]))
        if (!isLate) setOthers([...unique.values()].filter((one) => isSame(one, { id, name, email })))
      })
      .catch(() => {})
    return () => {
      isLate = true
    }
  }, [api, id, name, email])
  if (others.length === 0) return null
  const merge = async (source: Contact) => {
    setAsked(undefined)
    try {
      const row = await api.mergeContacts({ id, body: { source_id: source.id } })
      store.apply([{ t: 'contact', row }])
      merged?.(row)
      setOthers(others.filter((other) => other.id !== source.id))
      following.hurry()
    } catch (error) {
      toasts.add(describeError(error))
    }
  }
  return (
    <section>
      <h3>{pageWords.panel.same}</h3>
      <ul className="people">
        {others.map((other) => (
          <li key={other.id} className="same-person">
            <span>
              {other.name}
              <span className="sub">{factsOf(other)}</span>
            </span>
            <button type="button" className="btn" onClick={() => setAsked(other)}>
              {pageWords.panel.merge}
            </button>
          </li>
        ))}
      </ul>
      {asked && (
        <Dialog
          title={pageWords.panel.mergeTitle(asked.name ?? factsOf(asked))}
          close={() => setAsked(undefined)}
        >
          <p>{pageWords.panel.mergeWhat(factsOf(asked))}</p>
          <MergeSides target={contact} source={asked} />
          <Answers yes={pageWords.panel.merge} close={() => setAsked(undefined)} act={() => merge(asked)} />
        </Dialog>
      )}
    </section>
  )
}

const factsOf = ({ phones, emails }: Contact): string =>
  [...phones.map(({ phone }) => formatPhone(phone)), ...emails].join(', ')

type Known = { id: string; name: string | undefined; email: string | undefined }

/** The search finds beginnings of names, too. */
const isSame = (one: Contact, { id, name, email }: Known): boolean =>
  one.id !== id &&
  ((name !== undefined && one.name?.toLowerCase() === name.toLowerCase()) ||
    (email !== undefined && one.emails.includes(email)))

export default SamePerson
