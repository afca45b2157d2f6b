/** Where a rule of law, of a carrier or of our own comes from. None of the rules is legal advice. */
export type RuleSource = {
  /** The law or the page. */
  citation: string
  /** The day on which it was read, `YYYY-MM-DD`. */
  readOn: string
  /** What it is about, in words. */
  appliesTo: string
  certainty: Certainty
}

/**
 * `law_read`: its own words were read. `reported`: taken from summaries by lawyers, compliance services and vendors.
 * `unsure`: the summaries disagree, or whether it is in force was not found; the rule is the safe reading. `own_choice`: no
 * law in particular, Parley is careful.
 */
type Certainty = 'law_read' | 'reported' | 'unsure' | 'own_choice'

/** What a rule is about. */
export type Concern = 'quiet_hours' | 'frequency_cap' | 'carrier_cap'

/** The name of a rule in the API and on messages: `quiet_hours_us_fl`. */
export const ruleId = (concern: Concern, place: string): string =>
  `${concern}_${place.toLowerCase().replaceAll('-', '_')}`
