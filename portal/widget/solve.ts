import type { WidgetChallenge } from '#contract/widget-page.ts'

/** So many tries begin at once: each waits for the browser's own SHA-256. */
const atOnce = 500

/** Tries the numbers in their order. Throws where none fits. */
export const solve = async ({ challenge, maxnumber, salt }: WidgetChallenge): Promise<number> => {
  for (let from = 0; from <= maxnumber; from += atOnce) {
    const tries = Array.from({ length: atOnce }, (_, i) => hexOf(`${salt}${from + i}`))
    const found = (await Promise.all(tries)).indexOf(challenge)
    if (found >= 0) return from + found
  }
  throw new Error('No number fits.')
}

const hexOf = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
