import { kindOf } from './say.ts'

/** How a column is drawn: counts and money begin as bars, times and shares are lines. What comes after a bar is a line. */
export type Shape = 'bar' | 'line' | 'dash'

/** Two columns differ in their shape and not in their colour alone. */
export const shapeOf = ({ series }: { series: readonly { column: string }[] }, index: number): Shape => {
  const kind = kindOf(series[0]?.column ?? '')
  const hasBars = kind !== 'time' && kind !== 'share'
  if (hasBars && index === 0) return 'bar'
  return index === (hasBars ? 2 : 1) ? 'dash' : 'line'
}
