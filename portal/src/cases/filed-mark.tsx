import { useContext } from 'react'
import { Link } from 'wouter'
import type { Message } from '../data/api.ts'
import { pageWords } from '../words/pages.ts'
import { CustomerCases, nameOf } from './customer-cases.ts'

/** To which case a text is filed, and why; for a customer with one case only where that is not certain. */
export const FiledMark = ({ message: { case: filing } }: { message: Message }) => {
  const { cases } = useContext(CustomerCases)
  if (!filing?.id || (filing.sure && cases.length < 2)) return null
  const found = cases.find(({ id }) => id === filing.id)
  return (
    <span className={filing.sure ? undefined : 'unsure'} title={pageWords.cases.reasons[filing.reason]}>
      <Link className="link" href={`/cases/${filing.id}`}>
        {found ? nameOf(found) : pageWords.cases.aCase}
      </Link>
      {!filing.sure && ` ${pageWords.cases.notSure}`}
    </span>
  )
}
