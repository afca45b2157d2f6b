import { lazy, Suspense, useContext, useState } from 'react'
import { Link } from 'wouter'
import type { Conversation } from '../data/api.ts'
import { pageWords } from '../words/pages.ts'
import { CustomerCases, isOpen, nameOf } from './customer-cases.ts'
import { useChoice } from './use-choice.ts'

const NewCase = lazy(() => import('./new-case.tsx'))

/** So many are listed; the others are behind the page of cases. */
const listed = 8

/** The cases of the customer, open ones first, and a new one from what is talked about. */
export const ContactCases = ({ conversation }: { conversation: Conversation }) => {
  const { cases } = useContext(CustomerCases)
  const [isNew, setNew] = useState(false)
  const { adopt } = useChoice(conversation)
  const { cases: texts } = pageWords
  const all = [...cases.filter(isOpen), ...cases.filter((one) => !isOpen(one))].slice(0, listed)
  return (
    <section>
      <h3>{texts.title}</h3>
      {all.length > 0 && (
        <ul className="past">
          {all.map((one) => (
            <li key={one.id}>
              <Link href={`/cases/${one.id}`}>
                <span>{nameOf(one)}</span>
                <span className="sub">{one.status ?? texts.states[one.state]}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className="consent-acts">
        <button type="button" className="link sub" onClick={() => setNew(true)}>
          {texts.newHere}
        </button>
      </div>
      <Suspense>
        {isNew && (
          <NewCase
            conversation={conversation}
            opened={(one) => void adopt(one)}
            close={() => setNew(false)}
          />
        )}
      </Suspense>
    </section>
  )
}
