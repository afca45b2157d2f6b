import { useState } from 'react'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { useChange } from '../parts/use-change.ts'
import { workflowWords } from '../words/workflows.ts'
import { Explained } from './explained.tsx'
import { Happened } from './happened.tsx'
import type { Content, Names, Workflow } from './names.ts'
import { sayActions } from './sentences.ts'

type Tried = Answer<'tryWorkflow'>

type Props = { id: Workflow['id']; names: Names; draft: Content; isChanged: boolean }

/** What the workflow, as it is being written, would have done about what happened last. */
export const TryCard = ({ id, names, draft, isChanged }: Props) => {
  const { api } = useDesk()
  const [tried, setTried] = useState<Tried>()
  const { isBusy, error, run } = useChange()
  const { try: texts } = workflowWords
  const start = () =>
    run(async () => {
      const { name, trigger, branches, otherwise, stop, cooldown } = draft
      const written = { name, trigger, branches, otherwise, stop, cooldown }
      setTried(await api.tryWorkflow({ id, body: { last: 100, ...(isChanged && { draft: written }) } }))
    })
  const acted = tried?.data.filter(({ actions }) => actions.length > 0) ?? []
  return (
    <section className="card" aria-labelledby="workflow-try">
      <h2 id="workflow-try">{texts.title}</h2>
      <p className="help">{texts.help}</p>
      <Complaint error={error} />
      <button type="button" className="btn self" disabled={isBusy} onClick={start}>
        {tried ? texts.again : texts.start}
      </button>
      {tried && (
        <>
          <p role="status">
            {tried.data.length === 0 ? texts.none : texts.counts(acted.length, tried.data.length)}
          </p>
          <TriedList data={tried.data} names={names} />
        </>
      )}
    </section>
  )
}

const TriedList = ({ data, names }: { data: Tried['data']; names: Names }) => {
  return (
    <ul className="workflow-list">
      {data.map((one) => (
        <li key={`${one.at} ${one.message_id ?? one.conversation_id ?? one.contact_id}`}>
          <div>
            <Happened at={one.at} conversation={one.conversation_id} />
            <Explained considered={one} names={names} />
            {one.actions.length > 0 && <span>{workflowWords.try.would(sayActions(names, one.actions))}</span>}
          </div>
        </li>
      ))}
    </ul>
  )
}
