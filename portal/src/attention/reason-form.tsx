import { type FormEvent, useState } from 'react'
import { Answers } from '../parts/answers.tsx'
import { words } from '../words/words.ts'
import '../parts/dialog.css'

type ReasonFormProps = { save(reason: string): Promise<unknown>; close(): void }

/** Whoever decides that a customer did not mean to opt out says why: the ledger keeps it. */
export const ReasonForm = ({ save, close }: ReasonFormProps) => {
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(reason.trim())
  }
  return (
    <form className="dialog-form reason-form" onSubmit={submit}>
      <label className="field-row">
        <span className="label">{words.attention.reason}</span>
        <input
          className="input"
          // biome-ignore lint/a11y/noAutofocus: the person asked for this field
          autoFocus
          maxLength={1000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <span className="help">{words.attention.reasonHelp}</span>
      </label>
      <Answers yes={words.attention.dismiss} close={close} disabled={reason.trim() === ''} />
    </form>
  )
}
