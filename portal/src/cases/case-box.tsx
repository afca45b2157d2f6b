import { type FormEvent, useEffect, useState } from 'react'
import { usePreview } from '../composer/use-preview.ts'
import { useDesk, useSource } from '../desk.ts'
import { Choices } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { useRequestKey } from '../parts/use-request-key.ts'
import { gateReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { type Case, isOpen, nameOf } from './customer-cases.ts'

type Kind = 'note' | 'update'
type Channel = 'sms' | 'email'

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
  const address = useAddress(one)
  const { cases: texts } = pageWords
  const open: Channel[] = isOpen(one) ? ['sms', 'email'] : ['email']
  const possible = open.filter((channel) => channel === 'sms' || address !== undefined)
  const channels = kind === 'update' ? possible.filter((channel) => chosen.includes(channel)) : []
  const wordsOf = (channel: Channel) => own[channel]?.trim() || body
  const write = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    const update = {
      ...{ body, public: kind === 'update', channels },
      ...(own.sms?.trim() && { sms_body: own.sms }),
      ...(own.email?.trim() && { email_body: own.email }),
    }
    try {
      const { channels: outcomes } = await api.updateCase({ id: one.id, key: key.of(update), body: update })
      key.done()
      setBody('')
      setOwn({})
      toasts.add(outcomeOf(outcomes))
      await read()
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="case-box" aria-label={texts.box} onSubmit={write}>
      <Choices<Kind>
        legend={texts.box}
        options={['note', 'update']}
        chosen={kind}
        label={(option) => texts.kinds[option]}
        choose={setKind}
      />
      <textarea
        className="input"
        aria-label={texts.words}
        rows={3}
        value={body}
        onChange={({ target }) => setBody(target.value)}
      />
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
            {channel === 'sms' ? (
              <SmsPreview one={one} body={wordsOf(channel)} />
            ) : (
              <EmailPreview one={one} body={wordsOf(channel)} address={address ?? ''} />
            )}
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
  )
}

/** Where an e-mail would go; undefined where the workspace writes none, or the customer has no address. */
const useAddress = ({ contact_id }: Case): string | undefined => {
  const { store, settings } = useDesk()
  const contact = useSource(store, () => store.contact(contact_id))
  const sender = useSource(settings, settings.get)?.email
  useEffect(() => settings.want(), [settings])
  return sender && contact?.emails[0]
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

/** The very words that will be texted, what they count as, and what the gate says of them. */
const SmsPreview = ({ one, body }: { one: Case; body: string }) => {
  const preview = usePreview({ to: one.phone, from: one.number_id, body })
  if (!preview || body.trim() === '') return null
  const { gate, segments } = preview
  const isWarned = gate !== undefined && gate.decision !== 'allow'
  return (
    <div className="channel-preview" role="status">
      <p className="sub">{pageWords.cases.willText(pageWords.segments(segments))}</p>
      <p className="card-body">{body.trim()}</p>
      {isWarned && <p className="card-why bad">{pageWords.composer.blocked(gateReason(gate))}</p>}
    </div>
  )
}

const EmailPreview = ({ one, body, address }: { one: Case; body: string; address: string }) =>
  body.trim() !== '' && (
    <div className="channel-preview">
      <p className="sub">{pageWords.cases.willMail(address, nameOf(one))}</p>
      <p className="card-body">{body.trim()}</p>
    </div>
  )
