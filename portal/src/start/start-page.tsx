import { ChevronLeft } from 'lucide-react'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { isProblem, ProblemError } from '#contract/client.ts'
import { TextField } from '../composer/text-field.tsx'
import { countText } from '../composer/unicode.ts'
import { UnicodeBar } from '../composer/unicode-bar.tsx'
import { usePreview } from '../composer/use-preview.ts'
import type { Api, Contact, Preview } from '../data/api.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { describeError } from '../parts/state.tsx'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { gateReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { price } from '../words/times.ts'
import { words } from '../words/words.ts'
import '../composer/composer.css'
import '../parts/bar.css'
import '../parts/dialog.css'
import '../talk/dialogs.css'
import '../talk/talk.css'
import './start-page.css'

/** To whom: somebody who is known, or a phone. */
type Recipient = { name: string; phone: string; contact?: Contact }
type Trouble = { text: string; open?: `cnv_${string}`; waits?: boolean }
type Choice = { if_open?: 'continue' | 'close_and_start'; scheduled?: 'keep' | 'cancel' }

/** Starts a conversation: to whom, from which number, what about, and the text. */
const StartPage = () => {
  const { api, store, following } = useDesk()
  const Title = useMedia(smallScreen) ? 'h1' : 'h2'
  const [, go] = useLocation()
  const [recipient, setRecipient] = useState<Recipient>()
  const [from, setFrom] = useFrom()
  const [subject, setSubject] = useState('')
  const [body, setBody] = useState('')
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  // One conversation, however often the request has to be made.
  const key = useRef(crypto.randomUUID())
  const preview = usePreview(recipient && { to: recipient.phone, from, body })
  const gate = preview?.gate
  const isBlocked = gate?.decision === 'block'
  const start = async (choice: Choice = {}) => {
    if (!recipient || body.trim() === '' || isBlocked || isBusy) return
    setBusy(true)
    setTrouble(undefined)
    try {
      if (choice.if_open === 'close_and_start' && trouble?.open) await claimFree(api, trouble.open)
      const to = recipient.contact ? { contact_id: recipient.contact.id } : { to: recipient.phone }
      const { message, ...row } = await api.startConversation({
        key: key.current,
        body: { ...to, body, from, ...(subject.trim() && { subject: subject.trim() }), ...choice },
      })
      store.apply([
        { t: 'conversation', row },
        { t: 'message', message },
      ])
      following.hurry()
      go(`/c/${row.id}`)
    } catch (error) {
      // A refusal leaves the key free, but another choice is another request.
      if (error instanceof ProblemError) key.current = crypto.randomUUID()
      setTrouble(troubleOf(error, recipient))
      setBusy(false)
    }
  }
  return (
    <main className="talk">
      <div className="bar">
        <IconButton icon={ChevronLeft} label={pageWords.back} className="back" onClick={() => go('/')} />
        <Title>{pageWords.start.title}</Title>
      </div>
      <div className="page-body">
        <form
          className="form"
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            start()
          }}
        >
          <To recipient={recipient} choose={setRecipient} />
          <From from={from} setFrom={setFrom} />
          <label className="field-row">
            <span className="label">{pageWords.start.subject}</span>
            <input
              className="input"
              maxLength={200}
              value={subject}
              onChange={(event) => setSubject(event.target.value)}
            />
            <span className="help">{pageWords.start.subjectHelp}</span>
          </label>
          <Text body={body} setBody={setBody} from={from} preview={preview} />
          {trouble && <TroubleBar trouble={trouble} start={start} go={go} />}
          <div className="dialog-foot">
            <button
              type="submit"
              className="btn primary"
              disabled={!recipient || body.trim() === '' || isBlocked || isBusy}
            >
              {pageWords.start.send}
            </button>
          </div>
        </form>
      </div>
    </main>
  )
}

/** What nobody has claimed is nobody's to close: it is claimed first. */
const claimFree = async (api: Api, id: `cnv_${string}`) => {
  const { claimed_by } = await api.getConversation({ id })
  if (!claimed_by) await api.claimConversation({ id })
}

const troubleOf = (error: unknown, { name }: Recipient): Trouble => {
  if (isProblem(error, 'open_conversation_exists'))
    return { text: pageWords.start.openOne(name), open: error.problem.conversation_id }
  if (isProblem(error, 'scheduled_messages')) return { text: pageWords.start.waitingThere, waits: true }
  if (isProblem(error, 'not_claimer') || isProblem(error, 'forbidden'))
    return { text: pageWords.start.openByOther }
  if (error instanceof ProblemError) {
    const reason = pageWords.reasons[error.problem.code]
    if (reason) return { text: pageWords.composer.blocked(reason) }
  }
  return { text: describeError(error) }
}

type TroubleBarProps = {
  trouble: Trouble
  start(choice: Choice): void
  go(place: string): void
}

const TroubleBar = ({ trouble: { text, open, waits }, start, go }: TroubleBarProps) => (
  <div className="question" role="alert">
    <span>{text}</span>
    {waits && (
      <>
        <button
          type="button"
          className="btn"
          onClick={() => start({ if_open: 'close_and_start', scheduled: 'cancel' })}
        >
          {pageWords.start.cancelThem}
        </button>
        <button
          type="button"
          className="btn"
          onClick={() => start({ if_open: 'close_and_start', scheduled: 'keep' })}
        >
          {pageWords.start.keep}
        </button>
      </>
    )}
    {open && (
      <>
        <button type="button" className="btn" onClick={() => go(`/c/${open}`)}>
          {pageWords.start.look}
        </button>
        <button type="button" className="btn" onClick={() => start({ if_open: 'continue' })}>
          {pageWords.start.go}
        </button>
        <button type="button" className="btn" onClick={() => start({ if_open: 'close_and_start' })}>
          {pageWords.start.closeAndStart}
        </button>
      </>
    )}
  </div>
)

/** Whoever is found as one types; what looks like a phone can be texted as it is. */
const To = ({
  recipient,
  choose,
}: {
  recipient: Recipient | undefined
  choose(recipient?: Recipient): void
}) => {
  const [query, setQuery] = useState('')
  const found = useFound(query)
  const isNobody = found?.length === 0 && query.trim().length > 1
  const phone = phoneIn(query)
  const { start } = pageWords
  if (recipient) {
    const { name, phone } = recipient
    return (
      <div className="field-row">
        <span className="label">{start.to}</span>
        <div className="chosen">
          <strong>{[...new Set([name, formatPhone(phone)])].join(', ')}</strong>
          <button type="button" className="link" onClick={() => choose(undefined)}>
            {start.change}
          </button>
        </div>
      </div>
    )
  }
  return (
    <div className="field-row">
      <label className="field-row">
        <span className="label">{start.to}</span>
        <input
          className="input"
          // biome-ignore lint/a11y/noAutofocus: it is the first thing to fill in on this page
          autoFocus
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <span className="help">{start.toHelp}</span>
      </label>
      {isNobody && <p className="sub">{start.nobody}</p>}
      {(found?.length || phone) && (
        <div className="found">
          {found?.map((contact) => (
            <Found key={contact.id} contact={contact} choose={choose} />
          ))}
          {phone && !found?.length && (
            <button
              type="button"
              className="choice"
              onClick={() => choose({ name: formatPhone(phone), phone })}
            >
              {start.textPhone(formatPhone(phone))}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

const Found = ({ contact, choose }: { contact: Contact; choose(recipient: Recipient): void }) => {
  const mobile = contact.phones.find(({ type }) => type === 'mobile')?.phone
  const name = contact.name ?? contact.emails[0] ?? formatPhone(mobile ?? '')
  return (
    <button
      type="button"
      className="choice"
      disabled={!mobile}
      onClick={() => mobile && choose({ name, phone: mobile, contact })}
    >
      <strong>{contact.name ?? contact.emails[0] ?? words.unknownCustomer}</strong>
      <span className="sub">{mobile ? formatPhone(mobile) : pageWords.start.noPhone}</span>
    </button>
  )
}

/** A number as people write it; without a country it is one of the workspace's, which the API knows. */
const phoneIn = (query: string): string | undefined => {
  const digits = query.replace(/[\s().-]/g, '')
  return /^\+?\d{7,15}$/.test(digits) ? digits : undefined
}

const useFound = (query: string): Contact[] | undefined => {
  const { api } = useDesk()
  const [found, setFound] = useState<Contact[]>()
  const wanted = query.trim()
  useEffect(() => {
    let isLate = false
    const timer = setTimeout(async () => {
      const phone = phoneIn(wanted)
      const search = phone ? { phone } : { query: wanted }
      const page =
        wanted.length < 2
          ? undefined
          : await api.listContacts({ query: { ...search, limit: 8 } }).catch(() => undefined)
      if (!isLate) setFound(page?.data)
    }, 200)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [api, wanted])
  return found
}

/** The agent's own number, or the first that can send. */
const useFrom = (): [string | undefined, (from: string) => void] => {
  const { store, me } = useDesk()
  useSource(store, store.revision)
  const [chosen, setChosen] = useState<string>()
  const usable = store.numbers().filter(({ state }) => state === 'active')
  const usual = usable.find(({ id }) => id === me.default_number_id) ?? usable[0]
  return [chosen ?? usual?.id, setChosen]
}

const From = ({ from, setFrom }: { from: string | undefined; setFrom(from: string): void }) => {
  const { store } = useDesk()
  const numbers = store.numbers()
  if (numbers.length < 2) return null
  return (
    <label className="field-row">
      <span className="label">{pageWords.start.from}</span>
      <select className="input" value={from} onChange={(event) => setFrom(event.target.value)}>
        {numbers.map(({ id, name, address, state }) => (
          <option key={id} value={id} disabled={state !== 'active'}>
            {state === 'active'
              ? (name ?? formatPhone(address))
              : pageWords.start.notActive(name ?? formatPhone(address))}
          </option>
        ))}
      </select>
    </label>
  )
}

type TextProps = {
  body: string
  setBody(body: string): void
  from: string | undefined
  preview: Preview | undefined
}

const Text = ({ body, setBody, from, preview }: TextProps) => {
  const { store } = useDesk()
  const number = useSource(store, () => store.number(from ?? ''))
  const counted = useMemo(
    () =>
      countText(body, {
        longMessages: number?.long_messages ?? 'concatenated',
        counters: number?.counters ?? false,
      }),
    [body, number],
  )
  const each = preview && preview.segments > 0 ? preview.price.amount / preview.segments : undefined
  const facts = [
    pageWords.characters(counted.characters),
    pageWords.segments(counted.segments),
    each !== undefined && price(each * counted.segments),
  ]
  const gate = preview?.gate
  const reason = gateReason(gate)
  return (
    <div className="field-row">
      <span className="label">{pageWords.start.text}</span>
      <div className="composer">
        {gate?.decision === 'block' && (
          <div className="say bad" role="status">
            <span>{pageWords.composer.blocked(reason)}</span>
          </div>
        )}
        {gate?.decision === 'hold' && (
          <div className="say warn" role="status">
            <span>{pageWords.heldBecause(reason)}</span>
          </div>
        )}
        <UnicodeBar counted={counted} pricePerSegment={each} replace={setBody} />
        <TextField body={body} pieces={counted.pieces} placeholder={pageWords.sms} write={setBody} />
        <div className="foot">
          <span className="sub count">{body !== '' && facts.filter(Boolean).join(' · ')}</span>
        </div>
      </div>
    </div>
  )
}

export default StartPage
