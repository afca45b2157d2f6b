import type { Principal } from '../agents/principal.ts'
import type { Contact, Enrolment, Refusal, Source } from './contact.ts'

export const byHand: Source = 'hand'

export const sourceOf = ({ kind, id }: Principal): Source => (kind === 'agent' ? byHand : id)

/** Before words had sources they counted as said by hand. */
export const refusalsOf = ({ refusals, doNotContact, createdAt }: Contact): Refusal[] =>
  refusals ?? (doNotContact ? [{ source: byHand, since: createdAt }] : [])

export const enrolmentsOf = ({ enrolments, enrolled, createdAt }: Contact): Enrolment[] =>
  enrolments ?? (enrolled ? [{ system: byHand, since: createdAt }] : [])

const withRefusals = (contact: Contact, refusals: Refusal[]): Contact => ({
  ...contact,
  doNotContact: refusals.length > 0,
  refusals,
})

const withEnrolments = (contact: Contact, enrolments: Enrolment[]): Contact => ({
  ...contact,
  enrolled: enrolments.length > 0,
  enrolments,
})

/** The contact with a source's word on whether it must not be contacted; what others say stays. */
export const withRefusal = (contact: Contact, says: boolean | undefined, refusal: Refusal): Contact => {
  const all = refusalsOf(contact)
  const others = all.filter(({ source }) => source !== refusal.source)
  if (says === undefined || says === others.length < all.length) return contact
  return withRefusals(contact, says ? [...all, refusal] : others)
}

/** The contact with all that a system has enrolled it in. What it was enrolled in before keeps its beginning. */
export const withPlaysOf = (
  contact: Contact,
  system: Source,
  plays: Omit<Enrolment, 'system'>[] | undefined,
): Contact => {
  if (!plays) return contact
  const all = enrolmentsOf(contact)
  const others = all.filter((each) => each.system !== system)
  const distinct = [...new Map(plays.map((each) => [each.play, each])).values()]
  const own = distinct.map(
    (each) => all.find((known) => known.system === system && known.play === each.play) ?? { system, ...each },
  )
  const next = [...others, ...own]
  return isSameList(all, next) ? contact : withEnrolments(contact, next)
}

/** The contact, enrolled or not in a source's word that names no play. */
export const withEnrolled = (
  contact: Contact,
  says: boolean | undefined,
  { source, since }: Refusal,
): Contact => {
  const isSaid = enrolmentsOf(contact).some(({ system }) => system === source)
  return says === undefined || says === isSaid
    ? contact
    : withPlaysOf(contact, source, says ? [{ since }] : [])
}

const isSameList = (a: Enrolment[], b: Enrolment[]): boolean =>
  a.length === b.length && a.every((each) => b.some((other) => nameOf(other) === nameOf(each)))

const nameOf = ({ system, play = '' }: Enrolment): string => `${system}#${play}`

/** The words on two records of one person together; where both have one it is the target's. */
export const withWordsOfBoth = (merged: Contact, target: Contact, source: Contact): Contact => {
  const refusals = refusalsOf(target)
  const enrolments = enrolmentsOf(target)
  const moreRefusals = refusalsOf(source).filter((each) => refusals.every((r) => r.source !== each.source))
  const known = new Set(enrolments.map(nameOf))
  const moreEnrolments = enrolmentsOf(source).filter((each) => !known.has(nameOf(each)))
  return withEnrolments(withRefusals(merged, [...refusals, ...moreRefusals]), [
    ...enrolments,
    ...moreEnrolments,
  ])
}
