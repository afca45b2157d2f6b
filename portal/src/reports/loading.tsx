import { FailedState } from '../parts/state.tsx'
import { words } from '../words/words.ts'

/** What is shown until a report has been read, as high as it will be, or instead of it. */
export const Loading = ({ error, retry }: { error: unknown; retry(): void }) =>
  error ? (
    <FailedState error={error} retry={retry} />
  ) : (
    <div role="status" aria-label={words.loading} className="reports-loading">
      <span className="skeleton" />
      <span className="skeleton" />
    </div>
  )
