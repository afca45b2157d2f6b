import { type FormEvent, useContext, useState } from 'react'
import type { Conversation } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { useRequestKey } from '../parts/use-request-key.ts'
import { pageWords } from '../words/pages.ts'
import { CaseTexts, useCaseTexts, useNotify } from './case-texts.tsx'
import { type Case, CustomerCases, nameOf } from './customer-cases.ts'

const types: Case['type'][] = ['ticket', 'opportunity', 'task']

/** A case from what is talked about: its customer, team and claimer are those of the conversation. */
const NewCase = ({
  conversation: { id, subject: talked = '' },
  close,
}: {
  conversation: Conversation
  close(): void
}) => {
  const { api, store, toasts } = useDesk()
  const { read } = useContext(CustomerCases)
  const [subject, setSubject] = useState(talked)
  const [type, setType] = useState<Case['type']>('ticket')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const key = useRequestKey()
  const told = useCaseTexts(
    subject.trim() ? { event: 'created', conversation_id: id, subject: subject.trim(), type } : undefined,
  )
  const { notify, ...choice } = useNotify(told)
  const { cases: texts } = pageWords
  const create = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const body = { subject: subject.trim(), type, ...notify }
      toasts.add(texts.opened(nameOf(await api.openCase({ id, key: key.of(body), body }))))
      close()
      await Promise.all([read(), refreshConversation(api, store, id)]).catch(() => {})
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <Dialog title={texts.newTitle} close={close}>
      <form className="dialog-form" onSubmit={create}>
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
        <CaseTexts texts={told} {...choice} />
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
