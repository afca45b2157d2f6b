import { pageWords } from '../words/pages.ts'
import './dialog.css'

type AnswersProps = {
  yes: string
  /** Whether it cannot be answered with yes now. */
  disabled?: boolean
  danger?: boolean
  close(): void
  act?: () => void
}

/** The buttons of a dialog or a form; without `act` the second one sends the form around it. */
export const Answers = ({ yes, disabled, danger, close, act }: AnswersProps) => (
  <div className="dialog-foot">
    <button type="button" className="btn" onClick={close}>
      {pageWords.cancel}
    </button>
    <button
      type={act ? 'button' : 'submit'}
      className={danger ? 'btn danger' : 'btn primary'}
      disabled={disabled}
      onClick={act}
    >
      {yes}
    </button>
  </div>
)
