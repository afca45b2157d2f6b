import { ChevronLeft } from 'lucide-react'
import { lazy, Suspense, useCallback, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { nameOf } from '../cases/customer-cases.ts'
import { OutsideIds } from '../contact/outside-ids.tsx'
import { WhoRefuses } from '../contact/who-refuses.tsx'
import type { Contact } from '../data/api.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { Pair } from '../parts/pair.tsx'
import { FailedState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { lastSaid } from '../words/said.ts'
import { date, shortAge } from '../words/times.ts'
import { words } from '../words/words.ts'
import { ContactTimeline } from './contact-timeline.tsx'
import '../contact/contact-panel.css'
import '../held/cards.css'
import '../parts/bar.css'
import './contacts.css'

const ContactEditor = lazy(() => import('../contact/contact-editor.tsx'))
const SamePerson = lazy(() => import('../contact/same-person.tsx'))

/** One customer: whether they may be texted, what is known, and all that was said on any of their phones. */
const ContactPage = ({ id }: { id: Contact['id'] }) => {
  const Title = useMedia(smallScreen) ? 'h1' : 'h2'
  const { api, store } = useDesk()
  const [, go] = useLocation()
  const [isEdited, setEdited] = useState(false)
  const read = useCallback(async () => {
    const row = await api.getContact({ id })
    store.apply([{ t: 'contact', row }])
    return row
  }, [api, store, id])
  const { data, error, retry } = useLoad(read)
  // A change of theirs, or of somebody else, is told to the store.
  const contact = useSource(store, () => store.contact(data?.id ?? id)) ?? data
  const { contacts: texts } = pageWords
  return (
    <main className="talk">
      <div className="bar">
        <IconButton icon={ChevronLeft} label={texts.back} onClick={() => go('/contacts')} />
        <Title>{contact ? (contact.name ?? words.unknownCustomer) : texts.aContact}</Title>
        <span className="push" />
        {contact && (
          <button type="button" className="btn" onClick={() => setEdited(true)}>
            {texts.edit}
          </button>
        )}
      </div>
      <div className="cards-page contact-page">
        {error !== undefined && <FailedState error={error} retry={retry} />}
        {data && contact && <Parts contact={contact} />}
      </div>
      <Suspense>
        {contact && isEdited && <ContactEditor contact={contact} close={() => setEdited(false)} />}
      </Suspense>
    </main>
  )
}

const Parts = ({ contact }: { contact: Contact }) => (
  <>
    <Phones contact={contact} />
    <Known contact={contact} />
    <Suspense>
      <SamePerson contact={contact} />
    </Suspense>
    <Elsewhere id={contact.id} />
    <ContactTimeline key={contact.phones.length} id={contact.id} />
  </>
)

type PartProps = { contact: Contact }

const Phones = ({ contact }: PartProps) => {
  const now = useNow()
  const { contacts: texts, panel } = pageWords
  return (
    <section aria-labelledby="phones">
      <h2 id="phones">{texts.phones}</h2>
      <dl>
        {contact.phones.map(({ phone, type, consents }) => (
          <Pair key={phone} name={panel.phone[type]}>
            {formatPhone(phone)}
            <Consents consents={consents} />
          </Pair>
        ))}
      </dl>
      <WhoRefuses contact={contact} />
      {contact.enrolments.length > 0 && (
        <dl>
          <Pair name={texts.enrolments}>
            {contact.enrolments
              .map(({ play, system, since }) =>
                texts.enrolledIn(
                  play ?? texts.aPlay,
                  system === 'hand' ? texts.byHand : system,
                  date(since, now),
                ),
              )
              .join(', ')}
          </Pair>
        </dl>
      )}
    </section>
  )
}

const Consents = ({ consents }: Pick<Contact['phones'][number], 'consents'>) => {
  const { store } = useDesk()
  const now = useNow()
  const { contacts: texts, panel } = pageWords
  if (consents.length === 0) return <span className="sub">{texts.neverSaid}</span>
  return consents.map(({ state, at, source, number_id }) => {
    const number = number_id && texts.onNumber(store.number(number_id)?.name ?? number_id)
    const how = [panel.source[source], number].filter(Boolean).join(' ')
    return (
      <span key={`${state} ${number_id}`} className="sub">
        {state === 'opted_out' ? texts.saidOut(date(at, now), how) : texts.saidIn(date(at, now), how)}
      </span>
    )
  })
}

/** What is on the record, and the ways to where other systems have the customer. */
const Known = ({ contact: { emails, zone, attributes, external_ids } }: PartProps) => {
  const { contacts: texts, panel } = pageWords
  const hasNothing =
    !zone && [emails, Object.keys(attributes), Object.keys(external_ids)].every((all) => all.length === 0)
  if (hasNothing) return null
  return (
    <section aria-labelledby="known">
      <h2 id="known">{texts.known}</h2>
      <dl>
        {emails.map((email) => (
          <Pair key={email} name={panel.email}>
            {email}
          </Pair>
        ))}
        {zone && <Pair name={panel.zone}>{zone}</Pair>}
        <OutsideIds ids={external_ids} />
        {Object.entries(attributes).map(([name, value]) => (
          <Pair key={name} name={name}>
            {value}
          </Pair>
        ))}
      </dl>
    </section>
  )
}

/** The newest conversations and cases. */
const Elsewhere = ({ id }: { id: Contact['id'] }) => {
  const { api } = useDesk()
  const now = useNow()
  const read = useCallback(async () => {
    const query = { contact_id: id, limit: 10 }
    const [talks, cases] = await Promise.all([api.listConversations({ query }), api.listCases({ query })])
    return { talks: talks.data, cases: cases.data }
  }, [api, id])
  const { data } = useLoad(read)
  const { contacts: texts, cases: caseTexts } = pageWords
  return (
    <>
      {data && data.talks.length > 0 && (
        <section aria-labelledby="talks">
          <h2 id="talks">{texts.conversations}</h2>
          <ul className="past">
            {data.talks.map((talk) => (
              <li key={talk.id}>
                <Link href={`/c/${talk.id}`}>
                  <span>{talk.subject ?? lastSaid(talk) ?? texts.talk}</span>
                  <span className="sub">{shortAge(talk.last_activity_at, now)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data && data.cases.length > 0 && (
        <section aria-labelledby="contact-cases">
          <h2 id="contact-cases">{texts.cases}</h2>
          <ul className="past">
            {data.cases.map((one) => (
              <li key={one.id}>
                <Link href={`/cases/${one.id}`}>
                  <span>{nameOf(one)}</span>
                  <span className="sub">{one.status ?? caseTexts.states[one.state]}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

export default ContactPage
