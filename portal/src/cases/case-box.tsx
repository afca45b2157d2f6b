import { type FormEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useDesk, useSource } from '../desk.ts'
import { Choices } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { useRequestKey } from '../parts/use-request-key.ts'
import { gateReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { CaseTextPreview, type Channel, useCaseTexts } from './case-texts.tsx'
import { type Case, isOpen } from './customer-cases.ts'

const TemplatePanel = lazy(() => import('../composer/template-panel.tsx'))

type Kind = 'note' | 'update'

/** What is new: a comment for colleagues, or an update that the customer may read and is sent. */
export const CaseBox = ({ one, read }: { one: Case; read(): Promise<void> }) => {
  const { api, toasts } = useDesk()
  const [kind, setKind] = useState<Kind>('note')
  const [body, setBody] = useState('')
  const [chosen, setChosen] = useState<readonly Channel[]>(['sms'])
  const [own, setOwn] = useState<Partial<Record<Channel, string>>>({})
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const key = useRequestKey()
  const { contact, address } = useAddress(one)
  const [isChoosing, setChoosing] = useState(false)
  const [notice, setNotice] = useState<string>()
  const field = useRef<HTMLTextAreaElement>(null)
  const endChoosing = () => {
    setChoosing(false)
    field.current?.focus()
  }
  const { cases: texts } = pageWords
  const open: Channel[] = isOpen(one) ? ['sms', 'email'] : ['email']
  const possible = open.filter((channel) => channel === 'sms' || address !== undefined)
  const channels = kind === 'update' ? possible.filter((channel) => chosen.includes(channel)) : []
  const others = {
    ...(own.sms?.trim() && { sms_body: own.sms }),
    ...(own.email?.trim() && { email_body: own.email }),
  }
  const isSaid = channels.length > 0 && body.trim() !== ''
  const previews = useCaseTexts(isSaid ? { event: 'updated', case_id: one.id, body, ...others } : undefined)
  const write = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    const update = { body, public: kind === 'update', channels, ...others }
    try {
      const { channels: outcomes } = await api.updateCase({ id: one.id, key: key.of(update), body: update })
      key.done()
      setBody('')
      setOwn({})
      setNotice(undefined)
      toasts.add(outcomeOf(outcomes))
      await read()
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="case-area">
      {isChoosing && (
        <Suspense>
          <TemplatePanel
            contact={contact}
            number={one.number_id}
            caseId={one.id}
            use={(words, missing) => {
              setBody([body.trim(), words].filter(Boolean).join('\n'))
              setNotice(missing)
              endChoosing()
            }}
            close={endChoosing}
          />
        </Suspense>
      )}
      <form className="case-box" aria-label={texts.box} onSubmit={write}>
        <Choices<Kind>
          legend={texts.box}
          options={['note', 'update']}
          chosen={kind}
          label={(option) => texts.kinds[option]}
          choose={setKind}
        />
        <textarea
          ref={field}
          className="input"
          aria-label={texts.words}
          rows={3}
          value={body}
          onChange={({ target: { value } }) => (value === '/' ? setChoosing(true) : setBody(value))}
        />
        <button type="button" className="link sub" onClick={() => setChoosing(true)}>
          {pageWords.templates.open}
        </button>
        {notice && <p role="status">{notice}</p>}
        {kind === 'update' &&
          possible.map((channel) => (
            <ChannelPart
              key={channel}
              channel={channel}
              isChosen={channels.includes(channel)}
              choose={(isChosen) =>
                setChosen(isChosen ? [...chosen, channel] : chosen.filter((other) => other !== channel))
              }
              own={own[channel]}
              setOwn={(words) => setOwn({ ...own, [channel]: words })}
            >
              {previews
                .filter((text) => text.channel === channel)
                .map((text) => (
                  <CaseTextPreview key={channel} {...text} />
                ))}
            </ChannelPart>
          ))}
        {error !== undefined && (
          <p className="mistake" role="alert">
            {describeError(error)}
          </p>
        )}
        <button type="submit" className="btn primary" disabled={isBusy || body.trim() === ''}>
          {channels.length > 0 ? texts.writeAndSend : texts.write}
        </button>
      </form>
    </div>
  )
}

/** The customer, and where an e-mail would go; undefined where the workspace writes none, or the customer has no address. */
const useAddress = ({ contact_id }: Case) => {
  const { store, settings } = useDesk()
  const contact = useSource(store, () => store.contact(contact_id))
  const sender = useSource(settings, settings.get)?.email
  useEffect(() => settings.want(), [settings])
  return { contact, address: sender && contact?.emails[0] }
}

type ChannelPartProps = {
  channel: Channel
  isChosen: boolean
  choose(isChosen: boolean): void
  /** Other words than those of the update; undefined where nobody asked for them. */
  own: string | undefined
  setOwn(words: string): void
  children: React.ReactNode
}

/** One way to the customer: whether it is taken, and what is said there. */
const ChannelPart = ({ channel, isChosen, choose, own, setOwn, children }: ChannelPartProps) => {
  const texts = pageWords.cases.channels[channel]
  return (
    <div className="case-channel">
      <label className="check">
        <input type="checkbox" checked={isChosen} onChange={({ target }) => choose(target.checked)} />
        {texts.take}
      </label>
      {isChosen && own === undefined && (
        <button type="button" className="link sub" onClick={() => setOwn('')}>
          {texts.otherWords}
        </button>
      )}
      {isChosen && own !== undefined && (
        <textarea
          className="input"
          aria-label={texts.words}
          rows={2}
          value={own}
          onChange={({ target }) => setOwn(target.value)}
        />
      )}
      {isChosen && children}
    </div>
  )
}

type Outcomes = Awaited<ReturnType<ReturnType<typeof useDesk>['api']['updateCase']>>['channels']

/** What became of it on each channel that was asked for. */
const outcomeOf = (outcomes: Outcomes): string => {
  const { cases: texts } = pageWords
  return [texts.written, ...outcomes.map(wordOn)].join(' ')
}

const wordOn = ({ channel, sent, message, detail, code }: Outcomes[number]): string => {
  const texts = pageWords.cases.channels[channel]
  const gate = message?.gate
  if (sent && gate && gate.decision !== 'allow') return texts.not(gateReason(gate))
  return sent ? texts.leaves : texts.not(detail ?? code ?? '')
}
