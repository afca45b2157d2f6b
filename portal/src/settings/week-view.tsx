import { type PointerEvent, useRef } from 'react'
import { settingsWords } from '../words/settings.ts'
import { weekdayName } from '../words/times.ts'
import {
  type Block,
  blocksOn,
  type Drag,
  dayMinutes,
  dragged,
  spanOf,
  type Weekday,
  type Weekly,
  weekdays,
  withInterval,
} from './week.ts'

type WeekViewProps = { weekly: Weekly; change(weekly: Weekly): void }

/**
 * The week as seven rows of 24 hours. Openings are drawn, moved and stretched by the pointer; the fields of each day do
 * the same by keyboard, so that this is a picture for whoever does not see it.
 */
export const WeekView = ({ weekly, change }: WeekViewProps) => (
  <div className="week" aria-hidden="true">
    <div className="week-hours">
      {[0, 6, 12, 18, 24].map((hour) => (
        <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
          {hour}
        </span>
      ))}
    </div>
    {weekdays.map((day) => (
      <DayRow key={day} day={day} weekly={weekly} change={change} />
    ))}
    <p className="help">{settingsWords.hours.weekHelp}</p>
  </div>
)

const DayRow = ({ day, weekly, change }: WeekViewProps & { day: Weekday }) => {
  const track = useRef<HTMLDivElement>(null)
  const drag = useRef<(Drag & { before: Weekly; owner: Weekday; index: number }) | undefined>(undefined)
  const begin = (event: PointerEvent, kind: Drag['kind'], block?: Block) => {
    if (event.button !== 0) return
    event.stopPropagation()
    event.preventDefault()
    track.current?.setPointerCapture(event.pointerId)
    const owner = block?.owner ?? day
    const index = block?.index ?? weekly[day]?.length ?? 0
    const [start, end] = spanOf(weekly[owner]?.[index] ?? { from: '00:00', to: '00:00' })
    drag.current = { kind, origin: minuteAt(event, track.current), start, end, before: weekly, owner, index }
  }
  const move = (event: PointerEvent) => {
    const { current } = drag
    if (!current) return
    const interval = dragged(current, minuteAt(event, track.current))
    change(withInterval(current.before, current.owner, current.index, interval))
  }
  const stop = () => {
    drag.current = undefined
  }
  const cancel = () => {
    if (drag.current) change(drag.current.before)
    stop()
  }
  return (
    <div className="week-day">
      <span className="week-name">{weekdayName(day, 'short')}</span>
      <div
        ref={track}
        className="week-track"
        onPointerDown={(event) => begin(event, 'new')}
        onPointerMove={move}
        onPointerUp={stop}
        onPointerCancel={cancel}
      >
        {blocksOn(weekly, day).map((block) => (
          <div
            key={`${block.owner}${block.index}`}
            className={block.isRest ? 'week-block rest' : 'week-block'}
            style={{
              insetInlineStart: `${(block.start / dayMinutes) * 100}%`,
              inlineSize: `${((block.end - block.start) / dayMinutes) * 100}%`,
            }}
            onPointerDown={(event) => !block.isRest && begin(event, 'move', block)}
          >
            {!block.isRest && (
              <span className="edge" onPointerDown={(event) => begin(event, 'from', block)} />
            )}
            {!block.isRest && (
              <span className="edge end" onPointerDown={(event) => begin(event, 'to', block)} />
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

/** Where on the day the pointer is, in either direction of reading. */
const minuteAt = ({ clientX }: PointerEvent, track: HTMLElement | null): number => {
  if (!track) return 0
  const { left, right, width } = track.getBoundingClientRect()
  const isLeftToRight = getComputedStyle(track).direction === 'ltr'
  const from = isLeftToRight ? clientX - left : right - clientX
  return (from / width) * dayMinutes
}
