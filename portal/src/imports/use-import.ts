import { useCallback, useEffect, useState } from 'react'
import { useDesk, useSource } from '../desk.ts'
import type { Import } from './columns.ts'
import { uploads } from './uploads.ts'
import { useAgain } from './use-again.ts'

export const isWorkedOn = ({ state }: Pick<Import, 'state'>): boolean =>
  state === 'checking' || state === 'running'

/** One import, read again while a job works on it. */
export const useImport = (id: Import['id']) => {
  const { api } = useDesk()
  const upload = useSource(uploads, () => uploads.of(id))
  const [state, setState] = useState<{ data?: Import; error?: unknown }>({})
  const put = useCallback((data: Import) => {
    setState((before) => (before.data && before.data.version > data.version ? before : { data }))
  }, [])
  const read = useCallback(async () => {
    try {
      put(await api.getImport({ id }))
    } catch (error) {
      setState((before) => ({ ...before, error }))
    }
  }, [api, id, put])
  const isSending = upload !== undefined
  useEffect(() => {
    if (!isSending) void read()
  }, [read, isSending])
  useAgain(state.data !== undefined && isWorkedOn(state.data), read)
  return { ...state, upload, read, put }
}
