import { useState } from 'react'

/** Runs changes one at a time, and keeps what the last one was refused with. */
export const useChange = () => {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const run = async (work: () => Promise<void>) => {
    if (isBusy) return
    setBusy(true)
    setError(undefined)
    await work().catch(setError)
    setBusy(false)
  }
  return { isBusy, error, run }
}
