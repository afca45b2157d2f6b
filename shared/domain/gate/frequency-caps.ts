import type { RuleSource } from '../rule-source.ts'

/** How many solicitations one person may get in so many hours, counted back from each. */
export type FrequencyCap = { texts: number; hours: number } & RuleSource

const three = { texts: 3, hours: 24, readOn: '2026-11-28' }

/**
 * Laws on how often one may solicit, by place; `unknown` is for numbers that tell no place. They count solicitations on the
 * same subject; Parley counts all campaigns, for it does not know their subjects. Exemptions are not used.
 */
export const frequencyCaps: Readonly<Record<string, FrequencyCap>> & { unknown: FrequencyCap } = {
  'US-FL': {
    ...three,
    citation: 'Florida Telemarketing Act, Fla. Stat. 501.616(6)(b)',
    appliesTo: 'Commercial telephone solicitation of one person on the same subject, texts among it.',
    certainty: 'reported',
  },
  'US-MD': {
    ...three,
    citation: 'Stop the Spam Calls Act of 2023, Md. Code, Com. Law 14-4502',
    appliesTo: 'Telephone solicitation of one person on the same subject, texts among it.',
    certainty: 'reported',
  },
  'US-OK': {
    ...three,
    citation: 'Telephone Solicitation Act of 2022, H.B. 3168, 15 O.S. 775C.4',
    appliesTo: 'Commercial telephone solicitation of one person on the same subject.',
    certainty: 'reported',
  },
  'US-OR': {
    ...three,
    citation: 'H.B. 3865 of 2025, in force since 1 January 2026',
    appliesTo:
      'Telephone solicitation, texts among it; those with a purchase in the last 18 months are exempt.',
    certainty: 'reported',
  },
  unknown: {
    ...three,
    citation: 'None: the strictest of the caps here.',
    appliesTo: 'Numbers that tell no place: toll-free, satellite, area codes that are newer than the table.',
    certainty: 'own_choice',
  },
}
