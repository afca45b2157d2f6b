import { useLocation } from 'wouter'
import { useDesk } from '../desk.ts'
import { describeError } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { reportWords } from '../words/reports.ts'
import type { Days } from './range.ts'

type Kind = 'conversations' | 'messages'

/** Has a row for each conversation or text of the days written into a file. A job does it, and the list of jobs has the file. */
export const TakeRows = ({ kind, days: { from, to } }: { kind: Kind; days: Days }) => {
  const { api, toasts } = useDesk()
  const [, go] = useLocation()
  const { isBusy, run } = useChange()
  const begin = async () => {
    await api.createExport({ key: crypto.randomUUID(), body: { kind, from, to } })
    go('/settings/jobs')
  }
  const press = () => run(() => begin().catch((error) => toasts.add(describeError(error))))
  return (
    <button type="button" className="btn take-rows" disabled={isBusy} onClick={press}>
      {reportWords.takeRows[kind]}
    </button>
  )
}
