import type { Import, ImportBasis, ImportPatch, Use } from './columns.ts'

/** What is said of contacts beside their columns. Dates are days. */
export type Said = {
  match: 'phone' | 'external_id'
  system: string
  onMatch: 'update' | 'fill' | 'skip'
  basis: ImportBasis
  statement: string
  from: string
  until: string
}

const dayOf = (time: string | undefined): string => time?.slice(0, 10) ?? ''
const timeOf = (day: string): string => `${day}T00:00:00Z`

export const saidOf = ({ match = 'phone', system = '', on_match = 'update', consent }: Import): Said => ({
  ...{ match, system, onMatch: on_match },
  basis: consent?.basis ?? 'none',
  statement: consent?.statement ?? '',
  from: dayOf(consent?.obtained_from),
  until: dayOf(consent?.obtained_until),
})

/** As the API takes it. A system means something only with ids of it. */
export const patchOf = (
  { match, system, onMatch, basis, statement, from, until }: Said,
  uses: Use[],
): ImportPatch => ({
  match,
  on_match: onMatch,
  ...(system.trim() && uses.includes('external_id') && { system: system.trim() }),
  consent: {
    basis,
    ...(basis !== 'none' && statement.trim() && { statement: statement.trim() }),
    ...(basis !== 'none' && from && { obtained_from: timeOf(from) }),
    ...(basis !== 'none' && until && { obtained_until: timeOf(until) }),
  },
})
