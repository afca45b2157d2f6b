import { ProblemError } from '#contract/client.ts'
import { words } from '../words/words.ts'
import { type Session, SignInError } from './session.ts'
import '../parts/button.css'
import '../parts/state.css'

type FailedSignInProps = {
  error: unknown
  /** There where somebody has signed in and is not let in all the same: only somebody else can. */
  session: Session | undefined
}

/** Instead of the page, when nobody could be signed in: why, and the one next step. */
export const FailedSignIn = ({ error, session }: FailedSignInProps) => {
  const isRefused = session && (error instanceof SignInError || isOf(error, 403))
  return (
    <main className="state alone" role="alert">
      <strong>{isRefused ? words.signIn.refused : words.signIn.failed}</strong>
      <span>{reasonOf(error)}</span>
      {isRefused ? (
        <button type="button" className="btn primary" onClick={() => void session.signOut()}>
          {words.signIn.asAnother}
        </button>
      ) : (
        <a className="btn primary" href="/">
          {words.signIn.again}
        </a>
      )}
    </main>
  )
}

const isOf = (error: unknown, status: number): error is ProblemError =>
  error instanceof ProblemError && error.problem.status === status

const reasonOf = (error: unknown): string => {
  if (error instanceof ProblemError) return words.signIn.apiSays(error.problem.detail)
  if (error instanceof SignInError && error.message !== '') return words.signIn.why(error.message)
  return words.signIn.unreachable
}
