import { useContext } from 'react'
import type { Conversation, Message } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { useDesk } from '../desk.ts'
import { useAct } from '../talk/use-act.ts'
import { pageWords } from '../words/pages.ts'
import { type Case, CustomerCases, nameOf } from './customer-cases.ts'

/** Files a text to a case of its customer, or to none, and offers the way back. */
export const useFiling = (id: Conversation['id']) => {
  const { api, store, toasts } = useDesk()
  const { cases, read } = useContext(CustomerCases)
  const act = useAct()
  const file = async (message: Message, to: Case['id'] | null, following: boolean): Promise<boolean> => {
    const body = { case_id: to, following }
    const filed = await act(id, (client) => client.fileMessage({ id: message.id, body }))
    if (!filed) return false
    await Promise.all([refreshConversation(api, store, id), read()]).catch(() => {})
    return true
  }
  return async (message: Message, to: Case['id'] | null, following: boolean): Promise<void> => {
    const before = message.case?.id ?? null
    if (!(await file(message, to, following))) return
    const found = cases.find((one) => one.id === to)
    const told = found ? pageWords.cases.filedTo(nameOf(found)) : pageWords.cases.filedToNone
    const undo = { label: pageWords.undo, run: () => void file(message, before, following) }
    toasts.add(told, before === to ? undefined : undo)
  }
}
