import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { sayCount } from '../parts/say-count.ts'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useNow } from '../parts/use-now.ts'
import { Loading, SettingsPage } from '../settings/page.tsx'
import { settingsWords } from '../words/settings.ts'
import { moment } from '../words/times.ts'
import type { Job } from './columns.ts'
import { useAgain } from './use-again.ts'
import '../settings/people.css'
import './imports.css'

const isOver = ({ state }: Job): boolean => state !== 'queued' && state !== 'running'

/** What is worked on and what was: read again while anything is at work. */
const JobsPage = () => {
  const { data, error, read } = useJobs()
  const { jobs: texts } = settingsWords.imports
  return (
    <SettingsPage title={settingsWords.parts.jobs} intro={texts.intro}>
      {!data ? (
        <Loading error={error} retry={read} />
      ) : data.length === 0 ? (
        <EmptyState title={texts.none[0]} hint={texts.none[1]} />
      ) : (
        <ul className="card entries">
          {data.map((job) => (
            <li key={job.id}>
              <Entry job={job} read={read} />
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

const useJobs = () => {
  const { api } = useDesk()
  const [state, setState] = useState<{ data?: Job[]; error?: unknown }>({})
  const read = useCallback(async () => {
    try {
      setState({ data: (await api.listJobs({ query: { limit: 50 } })).data })
    } catch (error) {
      setState((before) => ({ ...before, error }))
    }
  }, [api])
  useEffect(() => {
    void read()
  }, [read])
  useAgain(state.data?.some((job) => !isOver(job)) ?? false, read)
  return { ...state, read }
}

const Entry = ({ job, read }: { job: Job; read(): Promise<void> }) => {
  const { api } = useDesk()
  const now = useNow()
  const { isBusy, run } = useChange()
  const { imports: texts } = settingsWords
  const { id, task, state, rows, counts, created_at, import_id, failure } = job
  const facts = [
    moment(created_at, now),
    texts.jobs.rows(sayCount(rows)),
    ...(['created', 'updated', 'unchanged', 'rejected'] as const).flatMap((name) =>
      counts[name] > 0 ? [`${texts.outcomeOf[name]}: ${sayCount(counts[name])}`] : [],
    ),
    failure && texts.failures[failure],
  ]
  const cancel = () =>
    run(async () => {
      await api.cancelJob({ id })
      await read()
    })
  return (
    <div className="entry">
      <div>
        <strong>{job.kind ? texts.jobs.exports[job.kind] : texts.jobs.tasks[task]}</strong>
        <span className="sub">{facts.filter(Boolean).join(' · ')}</span>
        {import_id ? (
          <Link href={`/settings/imports/${import_id}`} className="link sub">
            {texts.jobs.open}
          </Link>
        ) : (
          state === 'done' && <Files job={job} />
        )}
      </div>
      <span className={state === 'failed' ? 'chip bad' : 'chip'}>{texts.jobs.states[state]}</span>
      {!isOver(job) && (
        <button type="button" className="btn" disabled={isBusy} onClick={cancel}>
          {texts.cancel}
        </button>
      )}
    </div>
  )
}

/** The files of an export: a press asks for their addresses, and takes the only one. */
const Files = ({ job: { id } }: { job: Job }) => {
  const { api } = useDesk()
  const [files, setFiles] = useState<Answer<'listExportFiles'>['files']>([])
  const { isBusy, error, run } = useChange()
  const ask = () =>
    run(async () => {
      const found = (await api.listExportFiles({ id })).files
      const [only, ...others] = found
      if (only && others.length === 0) location.assign(only.url)
      else setFiles(found)
    })
  return (
    <>
      <button type="button" className="btn self" disabled={isBusy} onClick={ask}>
        {settingsWords.imports.jobs.files}
      </button>
      {files.map(({ name, url }) => (
        <a key={name} className="link sub" href={url}>
          {name}
        </a>
      ))}
      <Complaint error={error} />
    </>
  )
}

export default JobsPage
