import { type ReactNode, useState } from 'react'
import { Complaint } from '../parts/complaint.tsx'
import { TextInput } from '../parts/fields.tsx'
import { settingsWords } from '../words/settings.ts'

type NameFormProps = {
  name: string
  label: string
  /** What is known beside the name. */
  facts: (string | undefined | false)[]
  save(name: string): Promise<void>
  /** What else can be done; it tells of a refusal. */
  more?: (refuse: (error: unknown) => void) => ReactNode
}

/** A record of which only the name is chosen here. */
export const NameForm = ({ name, label, facts, save, more }: NameFormProps) => {
  const [text, setText] = useState(name)
  const [error, setError] = useState<unknown>()
  return (
    <form
      className="entry top"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault()
        save(text).then(() => setError(undefined), setError)
      }}
    >
      <div>
        <TextInput path="name" label={label} value={text} maxLength={100} change={setText} />
        <span className="sub">{facts.filter(Boolean).join(' · ')}</span>
        <Complaint error={error} />
      </div>
      {text !== name && (
        <button type="submit" className="btn">
          {settingsWords.form.save}
        </button>
      )}
      {more?.(setError)}
    </form>
  )
}
