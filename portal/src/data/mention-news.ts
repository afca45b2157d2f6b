import type { AgentChange } from '#contract/events/pushed.ts'
import { createListeners } from './listeners.ts'

type News = Omit<Extract<AgentChange, { t: 'mention' }>, 't'>

/** Says that a note mentions whoever sits here. */
export type MentionNews = {
  hear(news: News): void
  subscribe(listener: (news: News) => void): () => void
}

export const createMentionNews = (): MentionNews => {
  const { tell: hear, subscribe } = createListeners<[News]>()
  return { hear, subscribe }
}
