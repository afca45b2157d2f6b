import { useLocation, useSearch } from 'wouter'
import type { ReportKey } from '#contract/reports.ts'
import { useDesk } from '../desk.ts'
import { dayAt, queryOfRange, type Range, rangeOf } from './range.ts'

/** What somebody wants to know; it stands in the address, so that it can be handed on. */
export type Asked = { range: Range; by: ReportKey }

const usual = '30d'

/** Reads what the address asks, and changes it. */
export const useAsked = (zone: string, keys: readonly ReportKey[]) => {
  const { clock } = useDesk()
  const [path, go] = useLocation()
  const query = new URLSearchParams(useSearch())
  const asked: Asked = {
    range: rangeOf(query, dayAt(clock.now(), zone), usual),
    by: keys.find((key) => key === query.get('by')) ?? 'day',
  }
  const ask = (change: Partial<Asked>) => {
    const { range, by } = { ...asked, ...change }
    const own = { ...queryOfRange(range, usual), ...(by !== 'day' && { by }) }
    // What else stands in the address stays, such as the number of which texts are shown.
    const others = [...query].filter(([name]) => !['range', 'from', 'to', 'by'].includes(name))
    const told = new URLSearchParams([...Object.entries(own), ...others])
    go(`${path}${told.size > 0 ? `?${told}` : ''}`, { replace: true })
  }
  return { asked, ask }
}
