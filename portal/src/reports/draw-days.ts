import UPlot from 'uplot'
import { day, hour, minute, second } from '../data/spans.ts'
import 'uplot/dist/uPlot.min.css'
import { kindOf, sayDay, sayShort } from './say.ts'
import { type Shape, shapeOf } from './shape.ts'

/** What a picture shows: for each day a value of each column, null where there was nothing to measure. */
export type Shown = {
  days: readonly string[]
  series: readonly { column: string; label: string; values: (number | null)[] }[]
  /** A line across: what is wanted, in the unit of the columns. */
  target?: { value: number; label: string } | undefined
}

/** Fills the element. `pointAt` is told the day under the pointer; undefined when it leaves. */
export const drawDays = (
  element: HTMLElement,
  shown: Shown,
  pointAt: (index: number | undefined) => void,
): UPlot => {
  const colours = coloursAt(element)
  const { days, series, target } = shown
  const kind = kindOf(series[0]?.column ?? '')
  const options: UPlot.Options = {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    padding: [8, 8, 0, 0],
    scales: {
      x: { time: false, range: () => [-0.6, days.length - 0.4] },
      y: { range: (_, low, high) => rangeOf(low, high, target?.value) },
    },
    axes: [
      {
        ...axisOf(colours),
        grid: { show: false },
        size: 26,
        incrs: [1, 2, 7, 14, 28, 56, 84],
        space: 64,
        values: (_, splits) => splits.map((at) => (days[at] ? sayDay(days[at], 'short') : '')),
      },
      {
        ...axisOf(colours),
        size: kind === 'time' ? 64 : 48,
        space: 36,
        ...(kind === 'time' && { incrs: steps }),
        ...((kind === 'count' || kind === 'change') && { incrs: wholeSteps }),
        values: (_, splits) => splits.map((value) => sayShort(kind, value)),
      },
    ],
    series: [
      {},
      ...series.map((_, index) =>
        seriesOf(shapeOf(shown, index), () =>
          colours(shapeOf(shown, index) === 'bar' ? 'bar-tone' : `tone-${index}`),
        ),
      ),
    ],
    hooks: {
      setCursor: [({ cursor: { idx } }) => pointAt(idx ?? undefined)],
      ...(target && { draw: [(plot) => drawTarget(plot, target.value, colours('target'))] }),
    },
  }
  return new UPlot(options, [days.map((_, index) => index), ...series.map(({ values }) => values)], element)
}

const steps = [
  ...[1, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 28].map((count) => count * day),
]
const wholeSteps = [1, 2, 5]
  .flatMap((count) => [0, 1, 2, 3, 4, 5, 6].map((zeros) => count * 10 ** zeros))
  .toSorted((a, b) => a - b)

/** From nought, so that bars tell the truth, with some room at the top. */
const rangeOf = (low: number, high: number, target = 0): [number, number] => {
  const top = Math.max(high, target, 0)
  return [Math.min(low, 0) * 1.08, top === 0 ? 1 : top * 1.08]
}

const fontOf = (element: HTMLElement) => `12px ${getComputedStyle(element).fontFamily}`

type Colours = ((name: string) => string) & { font: string }

/** The colours of the tokens as a canvas needs them: those that an element of the class would have now. */
const coloursAt = (element: HTMLElement): Colours =>
  Object.assign(
    (name: string) => {
      const sample = document.createElement('i')
      sample.className = name
      element.append(sample)
      const { color } = getComputedStyle(sample)
      sample.remove()
      return color
    },
    { font: fontOf(element) },
  )

const axisOf = (colours: Colours): UPlot.Axis => ({
  stroke: () => colours('axis-text'),
  font: colours.font,
  gap: 6,
  ticks: { show: false },
  grid: { stroke: () => colours('axis-line'), width: 1 },
})

const seriesOf = (shape: Shape, colour: () => string): UPlot.Series => {
  if (shape === 'bar')
    return {
      fill: colour,
      width: 0,
      paths: UPlot.paths.bars?.({ size: [0.62, 26], radius: 0.12 }),
      points: { show: false },
    }
  return {
    stroke: colour,
    width: 2,
    ...(shape === 'dash' && { dash: [6, 4] }),
    points: { fill: colour, stroke: colour, size: 5 },
  }
}

const drawTarget = (plot: UPlot, value: number, colour: string) => {
  const { ctx, bbox } = plot
  const y = Math.round(plot.valToPos(value, 'y', true))
  ctx.save()
  ctx.strokeStyle = colour
  ctx.lineWidth = devicePixelRatio
  ctx.setLineDash([2 * devicePixelRatio, 4 * devicePixelRatio])
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.restore()
}
