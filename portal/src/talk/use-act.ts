import { useCallback } from 'react'
import { isProblem } from '#contract/client.ts'
import type { Conversation, Message } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { type Desk, useDesk } from '../desk.ts'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'

type Done = Conversation | Message | undefined

/**
 * Does something to a conversation and takes up what came of it. A refusal is told in words, and the conversation is
 * read again, since it is not what the person saw. Gives what the API answered, or undefined when it refused.
 */
export const useAct = () => {
  const desk = useDesk()
  return useCallback(
    async <T extends Done>(
      id: Conversation['id'],
      work: (api: Desk['api']) => Promise<T>,
    ): Promise<T | undefined> => {
      const { api, store, toasts, following } = desk
      try {
        const done = await work(api)
        if (done) store.apply([changeOf(done)])
        following.hurry()
        return done
      } catch (error) {
        toasts.add(explain(error, desk))
        await refreshConversation(api, store, id).catch(() => {})
        return undefined
      }
    },
    [desk],
  )
}

const changeOf = (done: Conversation | Message) =>
  'participants' in done
    ? ({ t: 'conversation', row: done } as const)
    : ({ t: 'message', message: done } as const)

/** A refusal in the reader's words where the portal has some. */
const explain = (error: unknown, { store }: Pick<Desk, 'store'>): string => {
  if (isProblem(error, 'claimed_by_other'))
    return pageWords.claimedByOther(store.agent(error.problem.claimed_by)?.name ?? pageWords.somebody)
  return describeError(error)
}
