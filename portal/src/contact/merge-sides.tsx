import type { Contact } from '../data/api.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'

type Side = Pick<Contact, 'name' | 'phones' | 'emails' | 'attributes' | 'external_ids' | 'do_not_contact_by'>

/** As the API merges: where both say something the first one counts, and every refusal holds. */
const mergedSides = (target: Side, source: Side): Side => ({
  name: target.name ?? source.name,
  phones: [...target.phones, ...source.phones],
  emails: [...new Set([...target.emails, ...source.emails])],
  attributes: { ...source.attributes, ...target.attributes },
  external_ids: { ...source.external_ids, ...target.external_ids },
  do_not_contact_by: [
    ...target.do_not_contact_by,
    ...source.do_not_contact_by.filter(({ source: who }) =>
      target.do_not_contact_by.every((one) => one.source !== who),
    ),
  ],
})

const pairs = (record: Record<string, string>) =>
  Object.entries(record).map(([name, value]) => `${name}: ${value}`)

const factsOf = (side: Side) => ({
  name: side.name ? [side.name] : [],
  phones: side.phones.map(({ phone }) => formatPhone(phone)),
  emails: side.emails,
  attributes: pairs(side.attributes),
  ids: pairs(side.external_ids),
  refusals: side.do_not_contact_by.map(({ source }) =>
    source === 'hand' ? pageWords.contacts.byHand : source,
  ),
})

/** Both contacts beside each other, and the one that they become. */
export const MergeSides = ({ target, source }: { target: Contact; source: Contact }) => {
  const { contacts: texts } = pageWords
  const sides = [target, source, mergedSides(target, source)].map(factsOf)
  const names = (Object.keys(texts.facts) as (keyof typeof texts.facts)[]).filter((name) =>
    sides.some((side) => side[name].length > 0),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="both-versions" tabIndex={0} aria-label={texts.sides}>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{texts.this}</th>
            <th scope="col">{texts.other}</th>
            <th scope="col">{texts.after}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{texts.facts[name]}</th>
              {sides.map((side, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: there are always these three
                <td key={i}>{side[name].join(', ')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
