import { Send } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { BusinessNumber } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { Icon } from '../parts/icon.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { gateReason } from '../words/gate-reason.ts'
import { settingsWords } from '../words/settings.ts'

type Props = { number: BusinessNumber['id']; version: number }

/** Who of the saved users cannot be told of new texts, and why; and a notice that shows whether it arrives. */
export const NotifiedReach = ({ number, version }: Props) => {
  const { api } = useDesk()
  const { notified } = settingsWords.numbers
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was saved meanwhile is asked for anew
  const read = useCallback(() => api.listNotificationUsers({ id: number }), [api, number, version])
  const { data, put } = useLoad(read)
  const [isTested, setTested] = useState(false)
  const { isBusy, error, run } = useChange()
  const test = () =>
    run(async () => {
      put(await api.testNotificationUsers({ id: number }))
      setTested(true)
    })
  if (!data || data.data.length === 0) return undefined
  const unreachable = data.data.filter(({ reachable }) => !reachable)
  return (
    <div className="group">
      {unreachable.map(({ first_name, last_name, channel, reason }) => (
        <p key={`${first_name} ${last_name} ${channel}`} className="mistake">
          {notified.unreachable(
            `${first_name} ${last_name}`,
            notified.channels[channel],
            notified.reasons[reason ?? ''] ?? gateReason({ reason }),
          )}
        </p>
      ))}
      <button type="button" className="btn self" disabled={isBusy} onClick={test}>
        <Icon of={Send} />
        {notified.test}
      </button>
      <p className="help" role="status">
        {isTested ? notified.tested : notified.testHelp}
      </p>
      <Complaint error={error} />
    </div>
  )
}
