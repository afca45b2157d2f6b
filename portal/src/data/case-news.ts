import type { RecordChange } from '#contract/events/pushed.ts'
import { createListeners } from './listeners.ts'

type News = Omit<Extract<RecordChange, { t: 'case' }>, 't'>

/** Says that a case is different. Cases are kept by no list of this page: whoever shows one asks for it. */
export type CaseNews = {
  hear(news: News): void
  subscribe(listener: (news: News) => void): () => void
}

export const createCaseNews = (): CaseNews => {
  const { tell: hear, subscribe } = createListeners<[News]>()
  return { hear, subscribe }
}
