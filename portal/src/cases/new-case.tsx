import { type FormEvent, useContext, useState } from 'react'
import type { Conversation } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { useRequestKey } from '../parts/use-request-key.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { type Case, CustomerCases, nameOf } from './customer-cases.ts'

const types: Case['type'][] = ['ticket', 'opportunity', 'task']

type NewCaseProps = {
  conversation: Conversation
  /** What is done with the new case. */
  opened?(one: Case): void
  close(): void
}

/** A case from what is talked about: its customer, team and claimer are those of the conversation. */
const NewCase = ({ conversation, opened, close }: NewCaseProps) => {
  const { id, subject: talked = '', contact_name, phone } = conversation
  const { api, store, toasts } = useDesk()
  const { read } = useContext(CustomerCases)
  const [subject, setSubject] = useState(talked)
  const [type, setType] = useState<Case['type']>('ticket')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const key = useRequestKey()
  const { cases: texts } = pageWords
  const create = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const body = { subject: subject.trim(), type }
      const one = await api.openCase({ id, key: key.of(body), body })
      toasts.add(texts.opened(nameOf(one)))
      close()
      opened?.(one)
      await Promise.all([read(), refreshConversation(api, store, id)]).catch(() => {})
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <Dialog title={texts.newTitle} close={close}>
      <form className="dialog-form" onSubmit={create}>
        <p className="sub">{[contact_name, formatPhone(phone)].filter(Boolean).join(' · ')}</p>
        <label className="field-row">
          <span className="label">{texts.subject}</span>
          <input
            className="input"
            value={subject}
            maxLength={200}
            onChange={({ target }) => setSubject(target.value)}
          />
        </label>
        <label className="field-row">
          <span className="label">{texts.type}</span>
          <select
            className="input"
            value={type}
            onChange={({ target }) => setType(target.value as Case['type'])}
          >
            {types.map((one) => (
              <option key={one} value={one}>
                {texts.types[one]}
              </option>
            ))}
          </select>
        </label>
        {error !== undefined && (
          <p className="mistake" role="alert">
            {describeError(error)}
          </p>
        )}
        <Answers yes={texts.create} disabled={isBusy || subject.trim() === ''} close={close} />
      </form>
    </Dialog>
  )
}

export default NewCase
