import { useState } from 'react'
import { ProblemError } from '#contract/client.ts'
import { describeError } from '../parts/state.tsx'
import { settingsWords } from '../words/settings.ts'

/** Runs changes one at a time. `trouble` says why the last one was refused, in words of the reader's language where there are some. */
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
  return { isBusy, error, trouble: error === undefined ? undefined : explain(error), run }
}

const explain = (error: unknown): string => {
  const known = error instanceof ProblemError && settingsWords.agents.refusals[error.problem.code]
  return known || describeError(error)
}
