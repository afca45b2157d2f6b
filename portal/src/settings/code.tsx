import { CopyButton } from './copy-field.tsx'
import './code.css'

type CodeProps = {
  label: string
  text: string
  /** Said once it is copied. */
  told: string
}

/** Lines for a program or a page, to be copied. */
export const Code = ({ label, text, told }: CodeProps) => (
  <div className="code">
    <pre>{text}</pre>
    <CopyButton label={label} text={text} told={told} />
  </div>
)
