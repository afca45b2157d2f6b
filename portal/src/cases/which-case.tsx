import { useContext } from 'react'
import type { Conversation, Message } from '../data/api.ts'
import { type Entry, threadOf } from '../data/store.ts'
import { useDesk, useSource } from '../desk.ts'
import { pageWords } from '../words/pages.ts'
import { type Case, CustomerCases, isOpen, nameOf } from './customer-cases.ts'
import { focusComposer } from './use-choice.ts'
import { useFiling } from './use-filing.ts'

/** As many as have room: the others are behind the menu of the text. */
const shown = 5

/** Asked while the newest case of the conversation is a guess. One press settles it. */
export const WhichCase = ({ conversation }: { conversation: Conversation }) => {
  const { store } = useDesk()
  const { cases } = useContext(CustomerCases)
  const { id } = conversation
  const entries = useSource(store, () => store.timeline(threadOf(id)))
  const file = useFiling(id)
  const message = newestGuess(entries, id)
  const open = cases.filter(isOpen).slice(0, shown)
  if (!message || open.length === 0) return null
  const settle = (one: Case | null) => {
    focusComposer()
    void file(message, one, true)
  }
  const guessed = cases.find((one) => one.id === message.case?.id)
  return (
    <section className="question" aria-label={pageWords.cases.which}>
      <span>
        {pageWords.cases.which}{' '}
        <a className="link" href={`#${message.id}`}>
          {pageWords.review.show}
        </a>
        {guessed && <span className="sub"> {pageWords.cases.guess(nameOf(guessed))}</span>}
      </span>
      <span className="question-answers">
        {open.map((one) => (
          <button key={one.id} type="button" className="btn" onClick={() => settle(one)}>
            {nameOf(one)}
          </button>
        ))}
        <button type="button" className="btn" onClick={() => settle(null)}>
          {pageWords.cases.noCase}
        </button>
      </span>
    </section>
  )
}

const newestGuess = (entries: readonly Entry[], id: Conversation['id']): Message | undefined => {
  const messages = entries.flatMap((entry) => (entry.type === 'message' ? [entry.message] : []))
  const filed = messages.findLast(({ case: filing, conversation_id }) => filing?.id && conversation_id === id)
  if (filed?.case?.sure !== false) return undefined
  // The first of the burst: what follows it goes along.
  const from = messages.findLastIndex(({ case: filing }) => filing?.reason === 'guess')
  return messages[from] ?? filed
}
