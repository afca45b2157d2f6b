import { useLocation } from 'wouter'
import { isProblem } from '#contract/client.ts'
import type { Conversation } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { pageWords } from '../words/pages.ts'
import { rightsIn } from './rights.ts'
import { useAct } from './use-act.ts'

/**
 * Closes a conversation and goes back to the list, where the next one waits. `ask` is called where texts wait in it and
 * nothing was said of them.
 */
export const useClose = (ask?: () => void) => {
  const { toasts, me } = useDesk()
  const act = useAct()
  const [, go] = useLocation()
  return async (conversation: Conversation, scheduled?: 'keep' | 'cancel') => {
    const { id } = conversation
    const { mayAct } = rightsIn(conversation, me)
    const closed = await act(id, async (api) => {
      if (!mayAct) await api.claimConversation({ id })
      return api.closeConversation({ id, body: scheduled ? { scheduled } : {} }).catch((error) => {
        if (!ask || !isProblem(error, 'scheduled_messages')) throw error
        ask()
        return undefined
      })
    })
    if (!closed) return
    toasts.add(pageWords.closed)
    go('/')
  }
}
