import './style/tokens.css'
import './style/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { PortalConfig } from '#wiring/portal.ts'
import { App } from './app.tsx'
import { openDesk } from './open-desk.ts'
import { FailedSignIn } from './sign-in/failed-sign-in.tsx'
import { openSession, type Session } from './sign-in/session.ts'
import { loadWords } from './words/words.ts'

const root = createRoot(document.getElementById('root') as HTMLElement)

let session: Session | undefined

const start = async () => {
  const [config] = await Promise.all([readConfig(), loadWords()])
  session = await openSession(config)
  const desk = await openDesk(config, session)
  root.render(
    <StrictMode>
      <App desk={desk} />
    </StrictMode>,
  )
}

const readConfig = async (): Promise<PortalConfig> => {
  const response = await fetch('/config.json', { credentials: 'same-origin' })
  return response.json()
}

start().catch((error: unknown) => {
  console.error(error)
  root.render(<FailedSignIn error={error} session={session} />)
})
