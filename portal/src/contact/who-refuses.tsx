import type { Contact } from '../data/api.ts'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { date } from '../words/times.ts'

/** Who says that the customer must not be contacted, and since when. Each takes back its own word only. */
export const WhoRefuses = ({ contact }: { contact: Contact }) => {
  const now = useNow()
  const { contacts: texts } = pageWords
  if (contact.do_not_contact_by.length === 0) return null
  return (
    <ul className="refusals">
      {contact.do_not_contact_by.map(({ source, since }) => (
        <li key={source}>{texts.refusedBy(source === 'hand' ? texts.byHand : source, date(since, now))}</li>
      ))}
    </ul>
  )
}
