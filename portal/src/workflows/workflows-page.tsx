import { ArrowDown, ArrowUp, ChevronRight } from 'lucide-react'
import { useCallback } from 'react'
import { Link, useLocation } from 'wouter'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { Icon, IconButton } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { Loading, SettingsPage } from '../settings/page.tsx'
import { settingsWords } from '../words/settings.ts'
import { workflowWords } from '../words/workflows.ts'
import type { Workflow } from './names.ts'
import { sayTrigger } from './sentences.ts'
import { WorkflowPage } from './workflow-page.tsx'
import '../settings/people.css'
import './workflows.css'

/** All workflows in their order, or one of them. */
const WorkflowsPage = ({ id }: { id: string | undefined }) =>
  id ? <WorkflowPage id={id as Workflow['id'] | 'new'} /> : <WorkflowList />

const WorkflowList = () => {
  const { api } = useDesk()
  const read = useCallback(() => api.listWorkflows().then(({ data }) => data), [api])
  const { data, error, retry, put } = useLoad(read)
  const [, go] = useLocation()
  const change = useChange()
  const order = (ids: Workflow['id'][]) =>
    change.run(async () => put((await api.orderWorkflows({ body: { ids } })).data))
  const [rules, macros] = [
    data?.filter(({ trigger }) => trigger.type !== 'manual') ?? [],
    data?.filter(({ trigger }) => trigger.type === 'manual') ?? [],
  ]
  return (
    <SettingsPage
      title={settingsWords.parts.workflows}
      intro={workflowWords.intro}
      actions={
        <button type="button" className="btn primary" onClick={() => go('/settings/workflows/new')}>
          {workflowWords.add}
        </button>
      }
    >
      <Complaint error={change.error} />
      {!data ? (
        <Loading error={error} retry={retry} />
      ) : data.length === 0 ? (
        <EmptyState title={workflowWords.none} hint={workflowWords.noneHint} />
      ) : (
        <>
          <Entries
            title={workflowWords.rules}
            workflows={rules}
            isBusy={change.isBusy}
            order={(ids) => order([...ids, ...macros.map(({ id }) => id)])}
          />
          <Entries
            title={workflowWords.macros}
            help={workflowWords.macrosHelp}
            workflows={macros}
            isBusy={change.isBusy}
            order={(ids) => order([...rules.map(({ id }) => id), ...ids])}
          />
        </>
      )}
    </SettingsPage>
  )
}

type EntriesProps = {
  title: string
  help?: string
  workflows: Workflow[]
  isBusy: boolean
  order(ids: Workflow['id'][]): void
}

const Entries = ({ title, help, workflows, isBusy, order }: EntriesProps) => {
  if (workflows.length === 0) return null
  const ids = workflows.map(({ id }) => id)
  const move = (from: number, by: 1 | -1) => {
    const [moved] = ids.splice(from, 1)
    if (moved) order(ids.toSpliced(from + by, 0, moved))
  }
  return (
    <section aria-label={title}>
      <h2 className="group-title">{title}</h2>
      {help && <p className="help">{help}</p>}
      <ol className="card entries">
        {workflows.map((workflow, at) => (
          <li key={workflow.id} className="workflow-entry">
            <Entry {...workflow} />
            <IconButton
              icon={ArrowUp}
              label={workflowWords.up(workflow.name)}
              disabled={isBusy || at === 0}
              onClick={() => move(at, -1)}
            />
            <IconButton
              icon={ArrowDown}
              label={workflowWords.down(workflow.name)}
              disabled={isBusy || at === workflows.length - 1}
              onClick={() => move(at, 1)}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

const Entry = ({ id, name, on, trigger, problems }: Workflow) => (
  <Link href={`/settings/workflows/${id}`} className="entry">
    <div>
      <strong>{name}</strong>
      <span className="sub">{trigger.type === 'manual' ? '' : sayTrigger(trigger)}</span>
      {problems.map(({ path, detail }) => (
        <span key={path} className="mistake">
          {detail}
        </span>
      ))}
    </div>
    {!on && <span className="chip">{workflowWords.off}</span>}
    <Icon of={ChevronRight} />
  </Link>
)

export default WorkflowsPage
