import { randomUUID } from 'node:crypto'
import type { State } from '../core/state.ts'

/** Who chose to sign in with a code, and whom a refresh token stands for. Kept, so that a restart signs nobody out. */
export type Sessions = {
  /** Remembers for whom a code was given. */
  remember(code: string, email: string): void
  /** The e-mail address behind a code, which works once. */
  redeem(code: string): string | undefined
  issue(email: string): string
  /** The e-mail address behind a refresh token. Rotation: a token that was used works on for half a minute. */
  use(token: string): string | undefined
  revoke(token: string): void
}

/** For answers that were lost on their way (Cognito's `RefreshTokenRotation`). */
const graceMilliseconds = 30_000

type Session = { email: string; token: string; usedAt?: number }

/** Signs somebody out everywhere: none of their refresh tokens works any more. */
export const endSessions = (state: State, email: string): void => {
  for (const session of state.list<Session>('session'))
    if (session.email === email) state.remove('session', session.token)
}

export const createSessions = (state: State): Sessions => {
  const codes = new Map<string, string>()
  return {
    remember: (code, email) => void codes.set(code, email),
    redeem: (code) => {
      const email = codes.get(code)
      codes.delete(code)
      return email
    },
    issue: (email) => {
      const token = randomUUID()
      state.put('session', token, { email, token } satisfies Session)
      return token
    },
    use: (token) => {
      const session = state.get<Session>('session', token)
      if (!session) return undefined
      const { email, usedAt = Date.now() } = session
      if (Date.now() - usedAt > graceMilliseconds) return undefined
      state.put('session', token, { email, token, usedAt } satisfies Session)
      return email
    },
    revoke: (token) => state.remove('session', token),
  }
}
