import { type FormEvent, useState } from 'react'
import type { Conversation } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'

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
    <Dialog title={isIn ? pageWords.panel.optInTitle : pageWords.panel.optOutTitle} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        <p>{isIn ? pageWords.panel.optInWhat : pageWords.panel.optOutWhat}</p>
        <label className="field-row">
          <span className="label">{isIn ? pageWords.panel.optInReason : pageWords.panel.optOutReason}</span>
          <textarea
            className="input"
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        {isIn && (
          <label className="field-row">
            <span className="label">{pageWords.panel.purpose}</span>
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
          yes={isIn ? pageWords.panel.recordOptIn : pageWords.panel.recordOptOut}
          close={close}
          disabled={isIn && reason.trim() === ''}
        />
      </form>
    </Dialog>
  )
}

export default ConsentDialog
