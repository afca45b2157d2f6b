import type { Message } from './api.ts'

/** They answer a moment that is over: nobody sends them again. */
export const automaticAnswers: string[] = ['consent', 'welcome', 'after_hours', 'notice']

/**
 * Whether a text can be sent again: one that did not arrive, once; one of which nobody knows whether it did with a word of
 * warning, and only when a receipt would have come by now.
 */
export const sendingAgain = (
  { status, decide_from, resent_as, origin }: Message,
  now: number,
): 'no' | 'yes' | 'later' | 'with_warning' => {
  if (status === 'failed' || status === 'undelivered')
    return resent_as || automaticAnswers.includes(origin) ? 'no' : 'yes'
  if (status !== 'unknown' || !decide_from) return 'no'
  return Date.parse(decide_from) > now ? 'later' : 'with_warning'
}
