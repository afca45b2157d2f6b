import { settingsWords } from '../../words/settings.ts'
import { CopyButton } from '../copy-field.tsx'

/** Lines for a program, to be copied. */
export const Code = ({ label, text }: { label: string; text: string }) => (
  <div className="code">
    <pre>{text}</pre>
    <CopyButton label={label} text={text} told={settingsWords.webhooks.codeCopied} />
  </div>
)
