import { Copy } from 'lucide-react'
import { useId } from 'react'
import { useDesk } from '../desk.ts'
import { Icon } from '../parts/icon.tsx'
import { pageWords } from '../words/pages.ts'
import { settingsWords } from '../words/settings.ts'

type CopyProps = {
  label: string
  text: string
  /** Said once it is copied. */
  told: string
}

/** Something that is pasted elsewhere, in a line that can be selected and copied but not changed. */
export const CopyField = ({ label, text, told }: CopyProps) => {
  const id = useId()
  return (
    <div className="with-button">
      <div className="field-row">
        <label htmlFor={id}>{label}</label>
        <input id={id} className="input" readOnly value={text} onFocus={({ target }) => target.select()} />
      </div>
      <CopyButton label={label} text={text} told={told} />
    </div>
  )
}

export const CopyButton = ({ label, text, told }: CopyProps) => {
  const { toasts } = useDesk()
  const { form } = settingsWords
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toasts.add(told),
      () => toasts.add(form.notCopied),
    )
  return (
    <button type="button" className="btn" aria-label={form.copy(label)} onClick={copy}>
      <Icon of={Copy} />
      {pageWords.copy}
    </button>
  )
}
