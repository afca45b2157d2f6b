import type { Answer } from '#contract/client.ts'
import type { Api } from '../data/api.ts'
import { createListeners } from '../data/listeners.ts'
import { putFile } from '../data/put-file.ts'

type Created = Answer<'createImport'>

/** How far the file of an import is on its way, from 0 to 1. */
type Upload = { part: number; isLost?: true }

const under = new Map<Created['id'], Upload>()
const { tell, subscribe } = createListeners()

const warn = (event: BeforeUnloadEvent) => event.preventDefault()

const note = (id: Created['id'], upload: Upload | undefined) => {
  if (upload) under.set(id, upload)
  else under.delete(id)
  const isSending = [...under.values()].some(({ isLost }) => !isLost)
  window[isSending ? 'addEventListener' : 'removeEventListener']('beforeunload', warn)
  tell()
}

/** Files on their way to their imports. They go on while another page is looked at, and are lost with the tab. */
export const uploads = {
  subscribe,
  of: (id: Created['id']): Upload | undefined => under.get(id),
  /** Sends a file to its place, and has it looked at. */
  start: async (api: Pick<Api, 'checkImport'>, { id, place }: Created, file: File) => {
    if (!place) return
    note(id, { part: 0 })
    try {
      await putFile(place, file, (part) => note(id, { part }))
      await api.checkImport({ id })
      note(id, undefined)
    } catch {
      note(id, { part: 0, isLost: true })
    }
  },
}
