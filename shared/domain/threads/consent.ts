import type { NumberId } from '../ids.ts'
import type { OptOutScope } from '../settings/settings.ts'

/** Where a word about consent holds: in the whole workspace at once [S2], or for one number (setting opt_out_scope). */
export type ConsentScope = 'workspace' | NumberId

/**
 * `api` is a program, such as a CRM; `carrier` knew of an opt-out that we did not; `deadline`: nobody had decided on a text
 * that reads like a refusal; `import`: a row of a file said so.
 */
export type ConsentSource = 'customer' | 'agent' | 'api' | 'carrier' | 'deadline' | 'import'

/**
 * The last word on whether a phone may be texted. `at`: epoch milliseconds, the carrier's time for a text. An opt-in may end:
 * from `expiresAt` on it counts as none, and the opt-out that it undid (`undoesOptOut`) counts again.
 */
export type Consent = {
  state: 'opted_in' | 'opted_out'
  at: number
  source: ConsentSource
  expiresAt?: number
  undoesOptOut?: true
}

export type Consents = { [Scope in ConsentScope]?: Consent }

export const scopeOf = (numberId: NumberId, optOutScope: OptOutScope): ConsentScope =>
  optOutScope === 'number' ? numberId : 'workspace'

/**
 * The word that counts for texts from a number; undefined where nobody has said anything. Words outlive a change of the
 * setting, and then the stricter one counts: an opt-out of one number is one of the workspace until an opt-in follows.
 */
export const consentFor = (
  consents: Consents,
  numberId: NumberId,
  optOutScope: OptOutScope,
  now: number,
): Consent | undefined => {
  const said = saidIn(consents, scopeOf(numberId, optOutScope))
  const counting = said.map((consent) => countingAt(consent, now)).filter((consent) => consent !== undefined)
  if (optOutScope === 'number') return newest(counting)
  return newest(counting.filter(({ state }) => state === 'opted_out')) ?? newest(counting)
}

/** The words that were said about a scope: those for single numbers are about the workspace, too. */
export const saidIn = (consents: Consents, scope: ConsentScope): Consent[] =>
  (scope === 'workspace' ? Object.values(consents) : [consents.workspace, consents[scope]]).filter(
    (consent) => consent !== undefined,
  )

/** A word as it counts now; undefined once it has ended. */
export const countingAt = (consent: Consent, now: number): Consent | undefined => {
  const { expiresAt = now + 1, undoesOptOut, at, source } = consent
  if (expiresAt > now) return consent
  return undoesOptOut && { state: 'opted_out', at, source }
}

export const isOptedOut = (...facts: Parameters<typeof consentFor>): boolean =>
  consentFor(...facts)?.state === 'opted_out'

const newest = (said: (Consent | undefined)[]): Consent | undefined =>
  said.reduce((last, consent) => (last && last.at > (consent?.at ?? 0) ? last : consent), undefined)

/** The newest word of each scope. Those for single numbers go where a later one was for the workspace. */
export const newestConsents = (one: Consents, other: Consents): Consents => {
  const workspace = newest([one.workspace, other.workspace])
  const scopes = [...new Set([...Object.keys(one), ...Object.keys(other)])] as ConsentScope[]
  const newestOf = scopes.map((scope) => [scope, newest([one[scope], other[scope]])] as const)
  return Object.fromEntries(newestOf.filter(([, said]) => (said?.at ?? 0) >= (workspace?.at ?? 0)))
}

/** A word for the workspace replaces those for single numbers. The same word again, come late, is no older for it. */
export const withConsent = (consents: Consents, scope: ConsentScope, consent: Consent): Consents => {
  const before = consents[scope]
  const last =
    before?.state === consent.state && before.at > consent.at ? before : ending(consents, scope, consent)
  return scope === 'workspace' ? { workspace: last } : { ...consents, [scope]: last }
}

/** An opt-in that ends remembers whether there is an opt-out behind it. */
const ending = (consents: Consents, scope: ConsentScope, consent: Consent): Consent => {
  if (consent.expiresAt === undefined) return consent
  const undoesOptOut = saidIn(consents, scope).some(
    (before) => before.state === 'opted_out' || before.undoesOptOut,
  )
  return undoesOptOut ? { ...consent, undoesOptOut } : consent
}
