import type { ReactNode } from 'react'
import { ProblemError } from '#contract/client.ts'
import { words } from '../words/words.ts'
import './button.css'
import './state.css'

/** A sentence in the middle of a place that has nothing else to show, and the one next step. */
export const EmptyState = ({
  title,
  hint,
  children,
}: {
  title: string
  hint?: string
  children?: ReactNode
}) => (
  <div className="state">
    <strong>{title}</strong>
    {hint && <span>{hint}</span>}
    {children}
  </div>
)

/** What went wrong in the words of the API, with what support needs to find it. */
export const FailedState = ({ error, retry }: { error: unknown; retry(): void }) => (
  <div className="state" role="alert">
    <strong>{words.troubleReading}</strong>
    <span>{describeError(error)}</span>
    {error instanceof ProblemError && error.problem.request_id && (
      <span className="sub">{words.requestId(error.problem.request_id)}</span>
    )}
    <button type="button" className="btn" onClick={retry}>
      {words.retry}
    </button>
  </div>
)

export const describeError = (error: unknown): string =>
  error instanceof ProblemError ? error.problem.detail : words.noConnection
