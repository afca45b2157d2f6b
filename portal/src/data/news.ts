import type { AgentChange, RecordChange } from '#contract/events/pushed.ts'
import { createListeners } from './listeners.ts'

/** What is told and kept by nothing on this page: whoever shows it asks for it. */
export type News<T> = {
  hear(news: T): void
  subscribe(listener: (news: T) => void): () => void
}

/** A case is different. */
export type CaseNews = Omit<Extract<RecordChange, { t: 'case' }>, 't'>

/** A note mentions whoever sits here. */
export type Mention = Omit<Extract<AgentChange, { t: 'mention' }>, 't'>

export const createNews = <T>(): News<T> => {
  const { tell: hear, subscribe } = createListeners<[T]>()
  return { hear, subscribe }
}
