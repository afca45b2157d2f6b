import { randomInt, randomUUID } from 'node:crypto'
import type { State } from '../core/state.ts'
import type { UserPool } from './user-pool.ts'
import type { User } from './users.ts'

/** How a code reaches somebody. */
export type CodeWay = 'email' | 'text'

/** Codes by which people without a password sign in. */
export type Codes = {
  /** The ways to somebody, as the template and their account allow. */
  ways(user: User): CodeWay[]
  /** Sends a new code, which takes the place of the one before. */
  send(user: User, way: CodeWay): void
  /** Whether it is the code that was sent, in time and not too often guessed. It works once. */
  redeem(user: User, code: string): boolean
}

/** As long as Cognito's are good for. */
const goodForMilliseconds = 180_000
const mostGuesses = 5

type Sent = { code: string; until: number; guesses: number }

export const createCodes = (pool: UserPool, state: State): Codes => {
  const sent = new Map<string, Sent>()
  const deliver: Record<CodeWay, (user: User, words: string) => void> = {
    email: ({ email: to }, text) => {
      const at = new Date().toISOString()
      state.put('email', randomUUID(), { to, subject: 'Your sign-in code', text, at })
    },
    text: ({ phone }, words) => {
      if (phone) pool.sendText?.(phone, words)
    },
  }
  const allows = (factor: string) => pool.firstFactors.includes(factor)
  return {
    ways: ({ phone }) => [
      ...(allows('EMAIL_OTP') ? ['email' as const] : []),
      ...(phone && pool.sendText && allows('SMS_OTP') ? ['text' as const] : []),
    ],
    send: (user, way) => {
      const code = String(randomInt(10 ** 8)).padStart(8, '0')
      sent.set(user.email, { code, until: Date.now() + goodForMilliseconds, guesses: 0 })
      deliver[way](user, `Your sign-in code is ${code}.`)
    },
    redeem: ({ email }, code) => {
      const known = sent.get(email)
      if (!known || Date.now() > known.until || known.guesses >= mostGuesses) return false
      if (known.code !== code.trim()) {
        known.guesses++
        return false
      }
      sent.delete(email)
      return true
    },
  }
}
