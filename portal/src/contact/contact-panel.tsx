import { ChevronLeft } from 'lucide-react'
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '#contract/client.ts'
import { crmLinkOf } from '#contract/crm-link.ts'
import { ContactCases } from '../cases/contact-cases.tsx'
import type { Contact, Conversation } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { threadOf } from '../data/store.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { Pair } from '../parts/pair.tsx'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { lastSaid } from '../words/said.ts'
import { clockTime, date, duration, moment, price, shortAge } from '../words/times.ts'
import { words } from '../words/words.ts'
import { costOf } from './cost-of.ts'
import { OutsideIds } from './outside-ids.tsx'
import { WhoRefuses } from './who-refuses.tsx'
import '../parts/bar.css'
import './contact-panel.css'

const ContactEditor = lazy(() => import('./contact-editor.tsx'))
const ConsentDialog = lazy(() => import('./consent-dialog.tsx'))
const SamePerson = lazy(() => import('./same-person.tsx'))
const RunsHere = lazy(async () => {
  const { loadWorkflowWords } = await import('../words/workflows.ts')
  await loadWorkflowWords()
  return import('../workflows/runs-here.tsx')
})

type PanelProps = {
  conversation: Conversation
  contact: Contact | undefined
  /** On narrow screens it is a page of its own. */
  isShown: boolean
  hide(): void
}

/** Who the customer is, whether they may be texted, and what else was talked about with them. */
export const ContactPanel = ({ conversation, contact, isShown, hide }: PanelProps) => (
  <aside className={isShown ? 'panel shown' : 'panel'} aria-label={pageWords.details}>
    <div className="bar">
      <IconButton icon={ChevronLeft} label={pageWords.panel.back} onClick={hide} />
      <h2>
        {contact ? (
          <Link href={`/contacts/${contact.id}`}>{contact.name ?? words.unknownCustomer}</Link>
        ) : (
          words.unknownCustomer
        )}
      </h2>
    </div>
    <Details conversation={conversation} contact={contact} />
    <Consent conversation={conversation} contact={contact} />
    <Suspense>{contact && <SamePerson contact={contact} />}</Suspense>
    <ContactCases conversation={conversation} />
    <Past conversation={conversation} />
    <Here conversation={conversation} />
    <Workflows key={conversation.id} conversation={conversation} />
  </aside>
)

type PartProps = Pick<PanelProps, 'conversation' | 'contact'>

const Details = ({ conversation, contact }: PartProps) => {
  const now = useNow()
  const [isEdited, setEdited] = useState(false)
  const { panel } = pageWords
  if (!contact) {
    return (
      <section>
        <dl>
          <Pair name={panel.phone.mobile}>{formatPhone(conversation.phone)}</Pair>
        </dl>
        <CrmLink conversation={conversation} contact={contact} />
      </section>
    )
  }
  return (
    <section>
      {!contact.name && <NameForm contact={contact} />}
      <dl>
        {contact.phones.map(({ phone, type }) => (
          <Pair key={phone} name={panel.phone[type]}>
            {formatPhone(phone)}
          </Pair>
        ))}
        {contact.emails.map((email) => (
          <Pair key={email} name={panel.email}>
            {email}
          </Pair>
        ))}
        {contact.zone && (
          <Pair name={panel.zone}>{panel.zoneTime(cityOf(contact.zone), clockTime(now, contact.zone))}</Pair>
        )}
        {Object.entries(contact.attributes).map(([name, value]) => (
          <Pair key={name} name={name}>
            {value}
          </Pair>
        ))}
        <OutsideIds ids={contact.external_ids} />
        {!contact.name && <Pair name={panel.callId}>{`SMS${conversation.phone}`}</Pair>}
      </dl>
      <div className="consent-acts">
        <CrmLink conversation={conversation} contact={contact} />
        <button type="button" className="link sub" onClick={() => setEdited(true)}>
          {panel.edit}
        </button>
      </div>
      <Suspense>{isEdited && <ContactEditor contact={contact} close={() => setEdited(false)} />}</Suspense>
    </section>
  )
}

/** The way to the customer in the company's own system, where it said where that is. */
const CrmLink = ({ conversation: { phone }, contact }: PartProps) => {
  const { settings } = useDesk()
  const template = useSource(settings, settings.get)?.crm_link
  useEffect(() => settings.want(), [settings])
  const url = template && crmLinkOf(template, { phone, externalIds: contact?.external_ids ?? {} })
  if (!url) return null
  return (
    <a className="link sub" href={url} target="_blank" rel="noopener noreferrer">
      {pageWords.panel.crmLink}
    </a>
  )
}

const cityOf = (zone: string) => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone

/** A request gets a name as soon as the agent has asked for it. */
const NameForm = ({ contact }: { contact: Contact }) => {
  const { api, store, toasts, following } = useDesk()
  const [name, setName] = useState('')
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const row = await api.editContact({
        id: contact.id,
        ifMatch: contact.version,
        body: { name: name.trim() },
      })
      store.apply([{ t: 'contact', row }])
      following.hurry()
    } catch {
      toasts.add(pageWords.trouble(pageWords.panel.addName))
    }
  }
  return (
    <form className="name-form" onSubmit={save}>
      <p>{pageWords.panel.unknown}</p>
      <label className="field-row">
        <span className="label">{pageWords.panel.name}</span>
        <input
          className="input"
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <button type="submit" className="btn" disabled={name.trim() === ''}>
        {pageWords.panel.save}
      </button>
    </form>
  )
}

type Ledger = Answer<'listConsents'>

const Consent = ({ conversation, contact }: PartProps) => {
  const { api, store, following } = useDesk()
  const now = useNow()
  const { id, phone, last_inbound_at } = conversation
  const [ledger, setLedger] = useState<Ledger>()
  const [dialog, setDialog] = useState<'opt_in' | 'opt_out'>()
  const [reads, setReads] = useState(0)
  const { panel } = pageWords
  // A text of theirs may have changed it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again with each text of theirs, and after a change
  useEffect(() => {
    api
      .listConsents({ query: { phone, limit: 20 } })
      .then(setLedger)
      .catch(() => {})
  }, [api, phone, last_inbound_at, reads])
  const done = () => {
    setReads(reads + 1)
    refreshConversation(api, store, id).catch(() => {})
    following.hurry()
  }
  const isOut = ledger?.states.some(({ state }) => state === 'opted_out')
  return (
    <section>
      <h3>{panel.mayWeText}</h3>
      <p>{answerOf(ledger, contact, conversation, now)}</p>
      {contact && <WhoRefuses contact={contact} />}
      {ledger && ledger.data.length > 0 && <LedgerList ledger={ledger} />}
      {ledger && (
        <div className="consent-acts">
          {!isOut && (
            <button type="button" className="link sub" onClick={() => setDialog('opt_out')}>
              {panel.recordOptOut}
            </button>
          )}
          <button type="button" className="link sub" onClick={() => setDialog('opt_in')}>
            {panel.recordOptIn}
          </button>
        </div>
      )}
      <Suspense>
        {dialog && (
          <ConsentDialog
            action={dialog}
            conversation={conversation}
            close={() => setDialog(undefined)}
            done={done}
          />
        )}
      </Suspense>
    </section>
  )
}

/** Everything on record, newest first: who said what, when, how it came, and what was answered. */
const LedgerList = ({ ledger }: { ledger: Ledger }) => {
  const now = useNow()
  const { store } = useDesk()
  const { panel } = pageWords
  return (
    <details>
      <summary className="sub">{panel.history(ledger.data.length)}</summary>
      <ul className="ledger">
        {ledger.data.map((entry) => (
          <li key={entry.id}>
            {panel.ledger[entry.action]} {entry.recorded_by_name ?? panel.source[entry.source] ?? ''}
            <div className="sub">
              {[
                moment(entry.at, now),
                entry.number_id && store.number(entry.number_id)?.name,
                entry.received && `“${entry.received.body}”`,
                entry.reason,
                entry.consent?.purpose,
                entry.said_on && panel.saidOn(formatPhone(entry.said_on)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}

const answerOf = (
  ledger: Ledger | undefined,
  contact: Contact | undefined,
  { last_inbound_at }: Conversation,
  now: number,
): string => {
  const { panel } = pageWords
  if (contact?.do_not_contact) return panel.doNotContact
  if (contact && !contact.sms_enabled) return panel.smsOff
  const out = ledger?.states.find(({ state }) => state === 'opted_out')
  if (out) return panel.no(date(out.at, now))
  const within = ledger?.states.find(({ state }) => state === 'opted_in')
  if (within) return panel.yes(date(within.at, now))
  return last_inbound_at ? panel.yesTexted : panel.yesUsual
}

/** The other conversations with this customer, on all their phones. */
const Past = ({ conversation }: Pick<PanelProps, 'conversation'>) => {
  const { api } = useDesk()
  const now = useNow()
  const { id, contact_id } = conversation
  const [past, setPast] = useState<Conversation[]>([])
  useEffect(() => {
    api
      .listConversations({ query: { contact_id, limit: 10 } })
      .then(({ data }) => setPast(data.filter((other) => other.id !== id)))
      .catch(() => {})
  }, [api, contact_id, id])
  if (past.length === 0) return null
  return (
    <section>
      <h3>{pageWords.panel.past}</h3>
      <ul className="past">
        {past.map((other) => (
          <li key={other.id}>
            <Link href={`/c/${other.id}`}>
              <span>{other.subject ?? lastSaid(other) ?? pageWords.borderOther}</span>
              <span className="sub">{shortAge(other.last_activity_at, now)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Here = ({ conversation }: Pick<PanelProps, 'conversation'>) => {
  const { store } = useDesk()
  const now = useNow()
  const { id, opened_at, first_reply_at, subject } = conversation
  const entries = useSource(store, () => store.timeline(threadOf(id)))
  const own = entries.flatMap((entry) =>
    entry.type === 'message' && entry.message.conversation_id === id ? [entry.message] : [],
  )
  const { cost, segments, wasted, wastedCost } = costOf(own)
  const { panel } = pageWords
  return (
    <section>
      <h3>{panel.here}</h3>
      <dl>
        {subject && <Pair name={panel.subject}>{subject}</Pair>}
        <Pair name={panel.opened}>{moment(opened_at, now)}</Pair>
        {first_reply_at && (
          <Pair name={panel.firstAnswer}>{duration(Date.parse(first_reply_at) - Date.parse(opened_at))}</Pair>
        )}
        {segments > 0 && (
          <Pair name={panel.cost}>{panel.costOf(price(cost), pageWords.segments(segments))}</Pair>
        )}
        {wasted > 0 && <Pair name={panel.saving}>{panel.savingOf(wasted, price(wastedCost))}</Pair>}
      </dl>
    </section>
  )
}

/** What workflows did here, asked for when somebody wants to know. */
const Workflows = ({ conversation }: Pick<PanelProps, 'conversation'>) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <section>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="sub">{pageWords.panel.workflows}</summary>
        <Suspense fallback={<p role="status">{words.loading}</p>}>
          {isOpen && <RunsHere of={conversation.id} />}
        </Suspense>
      </details>
    </section>
  )
}
