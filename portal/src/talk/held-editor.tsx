import { useState } from 'react'
import { isProblem } from '#contract/client.ts'
import type { Message } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { fromLocalInput, toLocalInput } from '../words/times.ts'
import '../parts/dialog.css'

type HeldEditorProps = { message: Message; close(): void }

/**
 * Changes a text that has not left yet, in its place; against the version that was read when this opened. Where somebody else
 * changed it meanwhile, both are shown, and the next save is against theirs: nothing that was typed here is lost.
 */
export const HeldEditor = ({ message, close }: HeldEditorProps) => {
  const { api, store } = useDesk()
  const [read, setRead] = useState(message)
  const [body, setBody] = useState(message.body)
  const [sendAt, setSendAt] = useState(message.send_at ? toLocalInput(message.send_at) : '')
  const [trouble, setTrouble] = useState('')
  const save = async () => {
    try {
      const send_at = sendAt ? fromLocalInput(sendAt) : null
      // Pictures may go without words, which no field can be cleared to.
      const words = body !== read.body && { body }
      const changed = await api.editHeld({
        id: read.id,
        ifMatch: read.version,
        body: { ...words, send_at },
      })
      store.apply([{ t: 'message', message: changed }])
      close()
    } catch (error) {
      const isStale = isProblem(error, 'precondition_failed')
      const current = isStale && (await api.getMessage({ id: read.id }).catch(() => undefined))
      if (!current) return setTrouble(describeError(error))
      store.apply([{ t: 'message', message: current }])
      setRead(current)
      setTrouble(pageWords.changedMeanwhile(current.body))
    }
  }
  return (
    <form
      className="held-edit"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <label className="field-row">
        <span className="label">{pageWords.heldBody}</span>
        <textarea
          className="input"
          // biome-ignore lint/a11y/noAutofocus: the person asked for this field
          autoFocus
          value={body}
          onChange={(event) => setBody(event.target.value)}
        />
      </label>
      <label className="field-row">
        <span className="label">{pageWords.composer.atTime}</span>
        <input
          className="input"
          type="datetime-local"
          value={sendAt}
          onChange={(event) => setSendAt(event.target.value)}
        />
      </label>
      {trouble && <p role="alert">{trouble}</p>}
      <Answers yes={pageWords.save} close={close} disabled={body.trim() === '' && body !== read.body} />
    </form>
  )
}
