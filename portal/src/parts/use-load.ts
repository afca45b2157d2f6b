import { useCallback, useEffect, useState } from 'react'

type Loaded<T> = {
  data: T | undefined
  error: unknown
  retry(): void
  /** Puts what a request answered in the place of what was read. */
  put(data: T): void
}

/** Reads something when a page opens. `read` must be the same function as long as it reads the same thing. */
export const useLoad = <T>(read: () => Promise<T>): Loaded<T> => {
  const [state, setState] = useState<{ data?: T; error?: unknown }>({})
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try reads again
  useEffect(() => {
    let isLate = false
    const show = (shown: { data?: T; error?: unknown }) => !isLate && setState(shown)
    read().then(
      (data) => show({ data }),
      (error: unknown) => show({ error }),
    )
    return () => {
      isLate = true
    }
  }, [read, tries])
  return {
    data: state.data,
    error: state.error,
    retry: useCallback(() => {
      setState({})
      setTries((count) => count + 1)
    }, []),
    put: useCallback((data: T) => setState({ data }), []),
  }
}
