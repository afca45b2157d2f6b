import { Plus, X } from 'lucide-react'
import { useContext } from 'react'
import { Mistakes } from '../parts/fields.tsx'
import { Icon, IconButton } from '../parts/icon.tsx'
import { settingsWords } from '../words/settings.ts'
import { type Interval, minutesOf } from './week.ts'

type Props = {
  /** Where the API names them, such as `weekly.monday`. */
  path: string
  /** Of what they are the times, for the names of the fields. */
  of: string
  intervals: Interval[]
  change(intervals: Interval[]): void
}

/** Openings of one day as pairs of times. */
export const IntervalFields = ({ path, of, intervals, change }: Props) => {
  const { hours } = settingsWords
  return (
    <div className="intervals">
      {intervals.length === 0 && <span className="help">{hours.closed}</span>}
      {intervals.map((interval, index) => (
        <IntervalField
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no ids, and the place is what names them
          key={index}
          path={`${path}.${index}`}
          of={of}
          interval={interval}
          change={(changed) => change(intervals.with(index, changed))}
          remove={() => change(intervals.toSpliced(index, 1))}
        />
      ))}
      <button
        type="button"
        className="link add-times"
        onClick={() => change([...intervals, nextAfter(intervals.at(-1))])}
      >
        <Icon of={Plus} />
        {hours.addTimes}
        <span className="unseen"> {of}</span>
      </button>
    </div>
  )
}

/** Shops that open twice a day do so after a break of an hour. */
const nextAfter = (last: Interval | undefined): Interval => {
  if (!last || minutesOf(last.to) >= 1260 || minutesOf(last.to) < minutesOf(last.from))
    return { from: '09:00', to: '17:00' }
  const hour = Math.floor(minutesOf(last.to) / 60) + 1
  return { from: `${String(hour).padStart(2, '0')}:00`, to: `${String(hour + 2).padStart(2, '0')}:00` }
}

type FieldProps = {
  path: string
  of: string
  interval: Interval
  change(interval: Interval): void
  remove(): void
}

const IntervalField = ({ path, of, interval: { from, to }, change, remove }: FieldProps) => {
  const { hours } = settingsWords
  const mistakes = useContext(Mistakes).filter((one) => one.path.startsWith(path))
  const isOvernight = minutesOf(to) <= minutesOf(from)
  return (
    <div className="interval">
      <input
        className="input"
        type="time"
        name={`${path}.from`}
        aria-label={hours.opens(of)}
        aria-invalid={mistakes.length > 0}
        value={from}
        onChange={(event) => change({ from: event.target.value, to })}
      />
      <span aria-hidden="true">–</span>
      <input
        className="input"
        type="time"
        name={`${path}.to`}
        aria-label={hours.closes(of)}
        aria-invalid={mistakes.length > 0}
        // A field for times knows no 24:00; midnight of the next day is 00:00.
        value={to === '24:00' ? '00:00' : to}
        onChange={(event) => change({ from, to: event.target.value })}
      />
      <IconButton icon={X} label={hours.removeTimes(of, from, to)} onClick={remove} />
      {isOvernight && <span className="help">{to === from ? hours.allDay : hours.nextDay}</span>}
      {mistakes.map(({ detail }) => (
        <p key={detail} className="mistake">
          {detail}
        </p>
      ))}
    </div>
  )
}
