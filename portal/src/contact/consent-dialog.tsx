import { type FormEvent, useState } from 'react'
import type { Conversation } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { words } from '../words/words.ts'

type Action = 'opt_in' | 'opt_out'
type ConsentDialogProps = { action: Action; conversation: Conversation; close(): void; done(): void }

/** Records what a customer has said elsewhere; an opt-in with how it is known. */
const ConsentDialog = ({ action, conversation, close, done }: ConsentDialogProps) => {
  const { api } = useDesk()
  const [reason, setReason] = useState('')
  const [purpose, setPurpose] = useState('')
  const [trouble, setTrouble] = useState('')
  const { id: conversation_id, phone } = conversation
  const isIn = action === 'opt_in'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const facts = { phone, conversation_id }
    const said = reason.trim()
    const consent = purpose.trim() ? { consent: { purpose: purpose.trim() } } : {}
    try {
      await api.recordConsent({
        body: isIn
          ? { action: 'opt_in', reason: said, ...consent, ...facts }
          : { action: 'opt_out', ...(said && { reason: said }), ...facts },
      })
      done()
      close()
    } catch (error) {
      setTrouble(describeError(error))
    }
  }
  return (
    <Dialog title={isIn ? words.panel.optInTitle : words.panel.optOutTitle} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        <p>{isIn ? words.panel.optInWhat : words.panel.optOutWhat}</p>
        <label className="field-row">
          <span className="label">{isIn ? words.panel.optInReason : words.panel.optOutReason}</span>
          <textarea
            className="input"
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        {isIn && (
          <label className="field-row">
            <span className="label">{words.panel.purpose}</span>
            <input
              className="input"
              maxLength={200}
              value={purpose}
              onChange={({ target }) => setPurpose(target.value)}
            />
          </label>
        )}
        {trouble && <p role="alert">{trouble}</p>}
        <Answers
          yes={isIn ? words.panel.recordOptIn : words.panel.recordOptOut}
          close={close}
          disabled={isIn && reason.trim() === ''}
        />
      </form>
    </Dialog>
  )
}

export default ConsentDialog
