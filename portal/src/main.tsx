import './style/tokens.css'
import './style/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { PortalConfig } from '#wiring/portal.ts'
import { App } from './app.tsx'
import { openDesk } from './open-desk.ts'
import { buildOfPage } from './release/follow-releases.ts'
import { registerWorker } from './release/register-worker.ts'
import { FailedSignIn, isRefusal } from './sign-in/failed-sign-in.tsx'
import { openSession, type Session } from './sign-in/session.ts'
import { Unreachable } from './sign-in/unreachable.tsx'
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

/** What the page is told of its deployment; without a connection, what the service worker kept of it. */
const readConfig = async (): Promise<PortalConfig> => {
  const path = '/config.json'
  const response = await fetch(path, { credentials: 'same-origin' }).catch(async (error) => {
    const kept = await window.caches?.match(path)
    if (kept) return kept
    throw error
  })
  return response.json()
}

const begin = () => {
  start().catch((error: unknown) => {
    console.error(error)
    root.render(
      isRefusal(error) ? <FailedSignIn error={error} session={session} /> : <Unreachable tryAgain={begin} />,
    )
  })
}

begin()
registerWorker(buildOfPage())
