import { useEffect, useState } from 'react'
import { openOutboxStorage } from '../data/outbox-storage.ts'
import { words } from '../words/words.ts'
import '../parts/button.css'
import '../parts/state.css'

const everyMilliseconds = 10_000

/** Instead of the page while nothing can be reached: what waits to be sent, and a next try that comes by itself. */
export const Unreachable = ({ tryAgain }: { tryAgain(): void }) => {
  const [waiting, setWaiting] = useState(0)
  useEffect(() => {
    openOutboxStorage()
      .then((storage) => storage.all())
      .then((texts) => setWaiting(texts.filter(({ refused }) => !refused).length))
  }, [])
  useEffect(() => {
    const timer = setInterval(tryAgain, everyMilliseconds)
    window.addEventListener('online', tryAgain)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', tryAgain)
    }
  }, [tryAgain])
  return (
    <main className="state alone">
      <h1>{words.unreachable.title}</h1>
      <span>{words.unreachable.hint}</span>
      {waiting > 0 && <span>{words.unreachable.waiting(waiting)}</span>}
      <button type="button" className="btn primary" onClick={tryAgain}>
        {words.retry}
      </button>
    </main>
  )
}
