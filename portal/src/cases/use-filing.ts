import { useContext } from 'react'
import type { Api, Conversation, Message } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { useDesk } from '../desk.ts'
import { useAct } from '../talk/use-act.ts'
import { pageWords } from '../words/pages.ts'
import { type Case, CustomerCases, nameOf } from './customer-cases.ts'

/** Files a text to a case of its customer, or to none, and offers the way back. */
export const useFiling = (id: Conversation['id']) => {
  const { api, store, toasts } = useDesk()
  const { read } = useContext(CustomerCases)
  const act = useAct()
  const change = async (work: (api: Api) => Promise<Message>): Promise<boolean> => {
    if (!(await act(id, work))) return false
    void Promise.all([refreshConversation(api, store, id), read()]).catch(() => {})
    return true
  }
  return async (message: Message, to: Case | null, following: boolean): Promise<void> => {
    const file = (case_id: Case['id'] | null) => (client: Api) =>
      client.fileMessage({ id: message.id, body: { case_id, following } })
    if (!(await change(file(to?.id ?? null)))) return
    const { reason, id: before = null } = message.case ?? {}
    const undo = reason === 'by_hand' ? file(before) : (client: Api) => client.undoFiling({ id: message.id })
    const told = to ? pageWords.cases.filedTo(nameOf(to)) : pageWords.cases.filedToNone
    toasts.add(told, { label: pageWords.undo, run: () => void change(undo) })
  }
}
