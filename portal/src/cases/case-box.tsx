import { type FormEvent, useRef, useState } from 'react'
import { usePreview } from '../composer/use-preview.ts'
import { useDesk } from '../desk.ts'
import { Choices } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { gateReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { type Case, isOpen } from './customer-cases.ts'

type Kind = 'note' | 'update'

/** What is new: a comment for colleagues, or an update that the customer may read and is texted. */
export const CaseBox = ({ one, read }: { one: Case; read(): Promise<void> }) => {
  const { api, toasts } = useDesk()
  const [kind, setKind] = useState<Kind>('note')
  const [body, setBody] = useState('')
  const [isTexted, setTexted] = useState(true)
  const [smsBody, setSmsBody] = useState('')
  const [hasOwnWords, setOwnWords] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const key = useRef(crypto.randomUUID())
  const { cases: texts } = pageWords
  const bySms = kind === 'update' && isTexted && isOpen(one)
  const write = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      const channels = bySms ? (['sms'] as const) : []
      const more = bySms && hasOwnWords && smsBody.trim() ? { sms_body: smsBody } : {}
      const { channels: outcomes } = await api.updateCase({
        id: one.id,
        key: key.current,
        body: { body, public: kind === 'update', channels: [...channels], ...more },
      })
      setBody('')
      setSmsBody('')
      setOwnWords(false)
      toasts.add(outcomeOf(outcomes))
      await read()
    } catch (refusal) {
      setError(refusal)
    } finally {
      key.current = crypto.randomUUID()
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
      {kind === 'update' && isOpen(one) && (
        <label className="check">
          <input type="checkbox" checked={isTexted} onChange={({ target }) => setTexted(target.checked)} />
          {texts.bySms}
        </label>
      )}
      {bySms && !hasOwnWords && (
        <button type="button" className="link sub" onClick={() => setOwnWords(true)}>
          {texts.otherWords}
        </button>
      )}
      {bySms && hasOwnWords && (
        <textarea
          className="input"
          aria-label={texts.smsWords}
          rows={2}
          value={smsBody}
          onChange={({ target }) => setSmsBody(target.value)}
        />
      )}
      {bySms && <SmsPreview one={one} body={hasOwnWords && smsBody.trim() ? smsBody : body} />}
      {error !== undefined && (
        <p className="mistake" role="alert">
          {describeError(error)}
        </p>
      )}
      <button type="submit" className="btn primary" disabled={isBusy || body.trim() === ''}>
        {bySms ? texts.writeAndText : texts.write}
      </button>
    </form>
  )
}

type Outcomes = Awaited<ReturnType<ReturnType<typeof useDesk>['api']['updateCase']>>['channels']

const outcomeOf = (outcomes: Outcomes): string => {
  const { cases: texts } = pageWords
  const [sms] = outcomes
  if (!sms) return texts.written
  if (!sms.sent) return texts.notTexted(sms.detail ?? sms.code ?? '')
  const { gate } = sms.message ?? {}
  return gate && gate.decision !== 'allow' ? texts.notTexted(gateReason(gate)) : texts.texted
}

/** The very words that will be texted, what they count as, and what the gate says of them. */
const SmsPreview = ({ one, body }: { one: Case; body: string }) => {
  const preview = usePreview({ to: one.phone, from: one.number_id, body })
  if (!preview || body.trim() === '') return null
  const { gate, segments } = preview
  const isWarned = gate !== undefined && gate.decision !== 'allow'
  return (
    <div className="sms-preview" role="status">
      <p className="sub">{pageWords.cases.willText(pageWords.segments(segments))}</p>
      <p className="card-body">{body.trim()}</p>
      {isWarned && <p className="card-why bad">{pageWords.composer.blocked(gateReason(gate))}</p>}
    </div>
  )
}
