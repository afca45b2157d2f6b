import { useEffect, useRef, useState } from 'react'
import type UPlot from 'uplot'
import { useDesk, useSource } from '../desk.ts'
import { useMedia } from '../parts/use-media.ts'
import { drawDays, type Shown } from './draw-days.ts'
import { sayCell, sayDay } from './say.ts'
import { shapeOf } from './shape.ts'

/** Days in a row and what each had. The values of the day under the pointer stand above, in words. */
export const DayChart = (shown: Shown) => {
  const place = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<number>()
  useDrawing(place, shown, setAt)
  const { days, series, target } = shown
  const day = at === undefined ? undefined : days[at]
  return (
    <div className="day-chart" aria-hidden="true">
      <p className="chart-legend">
        {series.map(({ column, label, values }, index) => (
          <span key={column}>
            <i className={`swatch ${shapeOf(shown, index)}-shape tone-${index}`} />
            {label}
            {at !== undefined && <b>{sayCell(column, values[at])}</b>}
          </span>
        ))}
        {target && (
          <span>
            <i className="swatch target" />
            {target.label}
          </span>
        )}
        <span className="chart-day">{day && sayDay(day)}</span>
      </p>
      <div ref={place} className="chart-place" />
    </div>
  )
}

/** Draws anew when the numbers or the width are others, and again when the colours are. */
const useDrawing = (
  place: React.RefObject<HTMLDivElement | null>,
  shown: Shown,
  pointAt: (index: number | undefined) => void,
) => {
  const { preferences } = useDesk()
  const { theme } = useSource(preferences, preferences.get)
  const isDark = useMedia('(prefers-color-scheme: dark)')
  const plot = useRef<UPlot>(undefined)
  const key = JSON.stringify(shown)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is shown
  useEffect(() => {
    if (!place.current) return
    plot.current = drawDays(place.current, shown, pointAt)
    return () => plot.current?.destroy()
  }, [key, pointAt])
  useEffect(() => {
    const { current } = place
    if (!current) return
    const watch = new ResizeObserver(() =>
      plot.current?.setSize({ width: current.clientWidth, height: current.clientHeight }),
    )
    watch.observe(current)
    return () => watch.disconnect()
  }, [place])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    // The page takes the theme on with this very change: its colours are there a frame later.
    const frame = requestAnimationFrame(() => plot.current?.redraw())
    return () => cancelAnimationFrame(frame)
  }, [theme, isDark])
}
