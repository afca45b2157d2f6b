import type { Answer } from '#contract/client.ts'
import { useNow } from '../parts/use-now.ts'
import { reportWords } from '../words/reports.ts'
import { moment } from '../words/times.ts'

/** How fresh the numbers are, and where days begin. */
export const Counted = ({
  report: { data_until, zone },
}: {
  report: Pick<Answer<'getReport'>, 'data_until' | 'zone'>
}) => {
  const now = useNow()
  const place = zone.replaceAll('_', ' ')
  return (
    <p className="sub counted">
      {data_until ? reportWords.countedUntil(moment(data_until, now), place) : reportWords.notCounted(place)}
    </p>
  )
}
