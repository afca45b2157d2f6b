import { type PageWords, pagesEn } from './pages-en.ts'

/** The words of what is opened from the inbox: they are loaded with it, so that the first row does not wait for them. */
export let pageWords: PageWords = pagesEn

export const loadPageWords = async () => {
  pageWords = (await import('./pages-es.ts')).pagesEs
}
