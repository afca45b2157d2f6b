import { useContext } from 'react'
import type { Conversation } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { threadOf } from '../data/store.ts'
import { useDesk } from '../desk.ts'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { type Case, CustomerCases, nameOf } from './customer-cases.ts'
import { lastBurst } from './last-burst.ts'
import { useFiling } from './use-filing.ts'

/** The conversation goes on in a case: what the customer wrote last is filed to it, and the conversation shows it. */
export const useChoice = ({ id }: Conversation) => {
  const { api, store, toasts } = useDesk()
  const { read } = useContext(CustomerCases)
  const file = useFiling(id)
  const link = async (one: Case) => {
    try {
      await api.linkCase({ id: one.id, body: { conversation_id: id } })
      toasts.add(pageWords.cases.pop.linked(nameOf(one)))
      await Promise.all([refreshConversation(api, store, id), read()])
    } catch (error) {
      toasts.add(describeError(error))
    }
  }
  return async (one: Case): Promise<void> => {
    const text = lastBurst(store.timeline(threadOf(id)), id)
    const isThere = text?.case?.id === one.id && text.case.sure
    return text && !isThere ? file(text, one, true) : link(one)
  }
}

/** Where the agent writes: whoever has answered a question goes on there. */
export const focusComposer = (): void => document.querySelector<HTMLElement>('.composer textarea')?.focus()
