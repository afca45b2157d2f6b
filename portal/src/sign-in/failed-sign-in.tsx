import { words } from '../words/words.ts'
import type { SignInError } from './session.ts'
import '../parts/button.css'
import '../parts/state.css'

/** Instead of the page, when nobody could be signed in: why, and the one next step. */
export const FailedSignIn = ({ error }: { error: SignInError }) => (
  <main className="state alone">
    <h1>{words.signIn.failed}</h1>
    {error.message !== '' && <span>{words.signIn.why(error.message)}</span>}
    <a className="btn primary" href="/">
      {words.signIn.again}
    </a>
  </main>
)
