import { useState } from 'react'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { useChange } from '../parts/use-change.ts'
import { useNow } from '../parts/use-now.ts'
import { moment } from '../words/times.ts'
import { workflowWords } from '../words/workflows.ts'
import type { Names, Workflow } from './names.ts'
import { sayBranch, sayTrigger } from './sentences.ts'

type Version = Answer<'listWorkflowVersions'>['data'][number]

type Props = { workflow: Workflow; isChanged: boolean; names: Names; put(workflow: Workflow): void }

/** How the workflow was saved, with the way back to each. */
export const VersionsCard = ({ workflow: { id, version }, isChanged, names, put }: Props) => {
  const { api, toasts } = useDesk()
  const now = useNow()
  const [versions, setVersions] = useState<Version[]>()
  const { isBusy, error, run } = useChange()
  const { versions: texts } = workflowWords
  const show = () =>
    run(async () => setVersions((await api.listWorkflowVersions({ id, query: { limit: 25 } })).data))
  const restore = (wanted: number) =>
    run(async () => {
      put(await api.restoreWorkflow({ id, body: { version: wanted } }))
      setVersions(undefined)
      toasts.add(texts.restored(wanted))
    })
  return (
    <section className="card" aria-labelledby="workflow-versions">
      <h2 id="workflow-versions">{texts.title}</h2>
      <p className="help">{texts.help}</p>
      <Complaint error={error} />
      {!versions ? (
        <button type="button" className="btn self" disabled={isBusy} onClick={show}>
          {texts.show}
        </button>
      ) : (
        <ul className="workflow-list">
          {versions.map((one) => (
            <li key={one.version}>
              <div>
                <strong>{texts.one(one.version)}</strong>
                <span className="sub">
                  {[moment(one.saved_at, now), one.saved_by_name].filter(Boolean).join(' · ')}
                </span>
                <span className="sub">
                  {[sayTrigger(one.trigger), ...one.branches.map((branch) => sayBranch(names, branch))].join(
                    '. ',
                  )}
                </span>
              </div>
              {one.version === version ? (
                <span className="chip ours">{texts.current}</span>
              ) : (
                <button
                  type="button"
                  className="btn"
                  disabled={isBusy || isChanged}
                  onClick={() => restore(one.version)}
                >
                  {texts.restore}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
