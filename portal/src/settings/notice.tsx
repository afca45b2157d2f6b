import type { ReactNode } from 'react'
import { sayError } from '../parts/edit-form.tsx'
import { words } from '../words/words.ts'

type NoticeProps = {
  title: string
  text: string
  action: string
  isBusy: boolean
  danger?: boolean
  act(): void
}

/** Something to know, and the one thing to do about it. */
export const Notice = ({ title, text, action, isBusy, danger, act }: NoticeProps) => (
  <section className="card">
    <h2>{title}</h2>
    <p>{text}</p>
    <div>
      <button type="button" className={danger ? 'btn danger' : 'btn'} disabled={isBusy} onClick={act}>
        {action}
      </button>
    </div>
  </section>
)

/** Why something was refused, and what may be done about it. */
export const Complaint = ({ error, children }: { error: unknown; children?: ReactNode }) =>
  error === undefined ? null : (
    <p className="complaint" role="alert">
      {sayError(error)} {children}
    </p>
  )

type AnswersProps = { yes: string; isBusy: boolean; danger?: boolean; close(): void; act?: () => void }

/** The buttons of a dialog; without `act` the first one sends the form around it. */
export const Answers = ({ yes, isBusy, danger, close, act }: AnswersProps) => (
  <div className="dialog-foot">
    <button type="button" className="btn" onClick={close}>
      {words.cancel}
    </button>
    <button
      type={act ? 'button' : 'submit'}
      className={danger ? 'btn danger' : 'btn primary'}
      disabled={isBusy}
      onClick={act}
    >
      {yes}
    </button>
  </div>
)
