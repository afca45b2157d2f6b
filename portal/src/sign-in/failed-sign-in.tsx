import { ProblemError } from '#contract/client.ts'
import { words } from '../words/words.ts'
import { type Session, SignInError } from './session.ts'
import '../parts/button.css'
import '../parts/state.css'

type Refusal = SignInError | ProblemError

/** Whether an error says that this person is not let in; anything else may pass by itself. */
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof SignInError || isForbidden(error)

const isForbidden = (error: unknown): boolean => error instanceof ProblemError && error.problem.status === 403

type FailedSignInProps = {
  error: Refusal
  /** There where somebody has signed in and is not let in all the same: only somebody else can. */
  session: Session | undefined
}

/** Instead of the page, when nobody could be signed in: why, and the one next step. */
export const FailedSignIn = ({ error, session }: FailedSignInProps) => {
  const reason = reasonOf(error)
  return (
    <main className="state alone" role="alert">
      <h1>{session ? words.signIn.refused : words.signIn.failed}</h1>
      {reason !== '' && <span>{reason}</span>}
      {session ? (
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

const reasonOf = (error: Refusal): string => {
  if (error instanceof ProblemError) return words.signIn.apiSays(error.problem.detail)
  return error.message && words.signIn.why(error.message)
}
