import { type FormEvent, useContext, useId, useState } from 'react'
import type { Conversation, Message } from '../data/api.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { pageWords } from '../words/pages.ts'
import { CustomerCases, isOpen, nameOf } from './customer-cases.ts'
import { useFiling } from './use-filing.ts'

type FileDialogProps = { message: Message; conversation: Conversation['id']; close(): void }

/** Which case a text belongs to: each of the customer's, those that are done last, or none. */
const FileDialog = ({ message, conversation, close }: FileDialogProps) => {
  const { cases } = useContext(CustomerCases)
  const file = useFiling(conversation)
  const name = useId()
  const [chosen, choose] = useState<string>(message.case?.id ?? '')
  const [following, setFollowing] = useState(true)
  const { cases: texts } = pageWords
  const save = async (event: FormEvent) => {
    event.preventDefault()
    close()
    await file(message, cases.find(({ id }) => id === chosen) ?? null, following)
  }
  const all = [...cases.filter(isOpen), ...cases.filter((one) => !isOpen(one))]
  return (
    <Dialog title={texts.fileTitle} close={close}>
      <form className="dialog-form" onSubmit={save}>
        <fieldset className="case-choices">
          <legend className="sub">{texts.fileWhat}</legend>
          {all.map((one) => (
            <label key={one.id} className="check">
              <input type="radio" name={name} checked={chosen === one.id} onChange={() => choose(one.id)} />
              <span>
                {nameOf(one)} {!isOpen(one) && <span className="sub">{texts.states.done}</span>}
              </span>
            </label>
          ))}
          <label className="check">
            <input type="radio" name={name} checked={chosen === ''} onChange={() => choose('')} />
            {texts.noCase}
          </label>
        </fieldset>
        <label className="check">
          <input
            type="checkbox"
            checked={following}
            onChange={({ target }) => setFollowing(target.checked)}
          />
          {texts.following}
        </label>
        <Answers yes={texts.file} close={close} />
      </form>
    </Dialog>
  )
}

export default FileDialog
