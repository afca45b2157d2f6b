import { ProblemError } from '#contract/client.ts'
import { words } from '../words/words.ts'
import { type Session, SignInError } from './session.ts'
import '../parts/button.css'
import '../parts/state.css'

type Refusal = SignInError | ProblemError

/** Whether somebody said no, for good. Everything else may be different a moment later. */
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof SignInError || (error instanceof ProblemError && !error.problem.retryable)

type FailedSignInProps = {
  error: Refusal
  /** There where somebody has signed in and is not let in all the same: only somebody else can. */
  session: Session | undefined
}

/** Instead of the page, when nobody could be signed in: why, and the one next step. */
export const FailedSignIn = ({ error, session }: FailedSignInProps) => {
  const isRefused = session && (error instanceof SignInError || error.problem.status === 403)
  const reason = reasonOf(error)
  return (
    <main className="state alone">
      <h1>{isRefused ? words.signIn.refused : words.signIn.failed}</h1>
      {reason !== undefined && <span>{reason}</span>}
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

const reasonOf = (error: Refusal): string | undefined => {
  if (error instanceof ProblemError) return words.signIn.apiSays(error.problem.detail)
  return error.message === '' ? undefined : words.signIn.why(error.message)
}
