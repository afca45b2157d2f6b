import { type FormEvent, useState } from 'react'
import type { WebhookEndpoint } from '../../data/api.ts'
import { day, minute } from '../../data/spans.ts'
import { useDesk } from '../../desk.ts'
import { Answers } from '../../parts/answers.tsx'
import { Complaint } from '../../parts/complaint.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { mistakesOf } from '../../parts/edit-form.tsx'
import { Field, Mistakes } from '../../parts/fields.tsx'
import { useChange } from '../../parts/use-change.ts'
import { settingsWords } from '../../words/settings.ts'
import { fromLocalInput, toLocalInput } from '../../words/times.ts'

type ReplayDialogProps = { endpoint: WebhookEndpoint; close(): void; done(endpoint: WebhookEndpoint): void }

/** Has the events of a time sent once more: since it began to fail, or of the last day, unless told. */
export const ReplayDialog = ({ endpoint: { id, failing_since }, close, done }: ReplayDialogProps) => {
  const { api, clock } = useDesk()
  const { webhooks } = settingsWords
  const [from, setFrom] = useState(() => toLocalInput(failing_since ?? clock.now() - day))
  // The field knows whole minutes: the one that runs is to be within.
  const [to, setTo] = useState(() => toLocalInput(clock.now() + minute))
  const { isBusy, error, run } = useChange()
  const replay = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      // What is still to come is sent as it comes: a replay that waits for it would send it twice.
      const end = Math.min(Date.parse(fromLocalInput(to)), clock.now())
      const body = { from: fromLocalInput(from), to: new Date(end).toISOString() }
      const next = await api.replayWebhookEvents({ id, body })
      close()
      done(next)
    })
  }
  return (
    <Dialog title={webhooks.replayTitle} close={close}>
      <form className="dialog-form" noValidate onSubmit={replay}>
        <p>{webhooks.replayHelp}</p>
        <Mistakes value={mistakesOf(error)}>
          <Time path="from" label={webhooks.from} value={from} change={setFrom} />
          <Time path="to" label={webhooks.to} value={to} change={setTo} />
        </Mistakes>
        <Complaint error={error} />
        <Answers yes={webhooks.replayNow} disabled={isBusy || from === '' || to === ''} close={close} />
      </form>
    </Dialog>
  )
}

type TimeProps = { path: string; label: string; value: string; change(value: string): void }

const Time = ({ value, change, ...field }: TimeProps) => (
  <Field {...field}>
    {(props) => (
      <input
        className="input"
        type="datetime-local"
        value={value}
        {...props}
        onChange={({ target }) => change(target.value)}
      />
    )}
  </Field>
)
