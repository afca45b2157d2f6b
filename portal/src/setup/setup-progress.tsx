import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useDesk } from '../desk.ts'
import { settingsWords } from '../words/settings.ts'
import { readSetup } from './read-setup.ts'
import { setupDone, setupSteps } from './setup-steps.ts'
import './setup-progress.css'

/** Remembers for one person that everything is done, so that it is never asked for again. */
const keyOf = (agent: string) => `parley.set-up.${agent}`

/** How far the set-up is, above the inbox of admins, until it is done. */
const SetupProgress = () => {
  const { api, me } = useDesk()
  const [done, setDone] = useState<number>()
  useEffect(() => {
    if (localStorage.getItem(keyOf(me.id)) === 'done') return
    readSetup(api).then(
      (facts) => {
        const { size } = setupDone(facts)
        if (size === setupSteps.length) localStorage.setItem(keyOf(me.id), 'done')
        setDone(size)
      },
      // The inbox says what is wrong with the connection.
      () => {},
    )
  }, [api, me.id])
  if (done === undefined || done === setupSteps.length) return null
  const { setup } = settingsWords
  return (
    <Link href="/setup" className="setup-progress">
      <span>{setup.title}</span>
      <progress max={setupSteps.length} value={done} aria-hidden="true" />
      <span>{setup.progress(done, setupSteps.length)}</span>
    </Link>
  )
}

export default SetupProgress
