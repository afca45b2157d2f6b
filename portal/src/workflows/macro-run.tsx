import { useCallback } from 'react'
import type { Answer } from '#contract/client.ts'
import type { Conversation } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { FailedState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { useRequestKey } from '../parts/use-request-key.ts'
import { words } from '../words/words.ts'
import { workflowWords } from '../words/workflows.ts'

type Macro = Answer<'getWorkflow'>
type Done = Answer<'runWorkflow'>['actions'][number]

type Props = { macro: Macro; conversation: Conversation['id']; back(): void; close(): void }

/** What a macro will do here, with the text as it will be sent; one press does it. */
const MacroRun = ({ macro: { id, name }, conversation, back, close }: Props) => {
  const { api, toasts } = useDesk()
  const read = useCallback(
    () => api.runWorkflow({ id, body: { conversation_id: conversation, dry: true } }),
    [api, id, conversation],
  )
  const { data, error, retry } = useLoad(read)
  const { isBusy, error: refusal, run } = useChange()
  const key = useRequestKey()
  const { macro: texts } = workflowWords
  const start = () =>
    run(async () => {
      const body = { conversation_id: conversation }
      const { actions } = await api.runWorkflow({ id, body, key: key.of({ id, conversation }) })
      const refused = actions.filter(({ outcome }) => outcome === 'refused')
      toasts.add(
        refused.length === 0
          ? texts.done(name)
          : [texts.partly(name), ...refused.map(({ detail }) => detail)].join(': '),
      )
      close()
    })
  return (
    <section aria-label={name} className="macro-run">
      <strong>{name}</strong>
      {error ? (
        <FailedState error={error} retry={retry} />
      ) : !data ? (
        <p role="status">{words.loading}</p>
      ) : (
        <Steps actions={data.actions} />
      )}
      <Complaint error={refusal} />
      <div className="dialog-foot">
        <button type="button" className="btn" onClick={back}>
          {texts.back}
        </button>
        <button
          ref={focusOnce}
          type="button"
          className="btn primary"
          disabled={isBusy || !data}
          onClick={start}
        >
          {isBusy ? texts.running : texts.run}
        </button>
      </div>
    </section>
  )
}

const Steps = ({ actions }: { actions: Done[] }) => (
  <>
    <p>{workflowWords.macro.will}</p>
    <ol>
      {actions.map(({ action, outcome, detail, preview }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: actions have no name but their place
        <li key={at} className={outcome === 'refused' ? 'mistake' : undefined}>
          {workflowWords.actions[action as keyof typeof workflowWords.actions]}
          {outcome === 'refused' && detail && `: ${detail}`}
          {preview && <blockquote>{preview.body}</blockquote>}
        </li>
      ))}
    </ol>
  </>
)

const focusOnce = (button: HTMLButtonElement | null) => button?.focus()

export default MacroRun
