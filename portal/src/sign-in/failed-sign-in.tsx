import { words } from '../words/words.ts'
import { SignInError } from './session.ts'
import '../parts/button.css'
import '../parts/state.css'

/** Instead of the page, when nobody could be signed in: why, and the one next step. */
export const FailedSignIn = ({ error }: { error: unknown }) => (
  <main className="state alone" role="alert">
    <strong>{words.signIn.failed}</strong>
    <span>
      {error instanceof SignInError && error.message !== ''
        ? words.signIn.why(error.message)
        : words.signIn.unreachable}
    </span>
    <a className="btn primary" href="/">
      {words.signIn.again}
    </a>
  </main>
)
