import { Link } from 'wouter'
import { isProblem } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { sayCount, sayPart } from '../parts/say-count.ts'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useNow } from '../parts/use-now.ts'
import { Facts } from '../settings/facts.tsx'
import { Loading, SettingsPage } from '../settings/page.tsx'
import { fileSize } from '../words/file-size.ts'
import { settingsWords } from '../words/settings.ts'
import { moment } from '../words/times.ts'
import type { Import } from './columns.ts'
import { ImportForm } from './import-form.tsx'
import { ImportSteps } from './import-steps.tsx'
import { Outcome } from './outcome.tsx'
import { isWorkedOn, useImport } from './use-import.ts'

/** One import, wherever it has come to: what is on its way, what was found, what would become of it, and what became of it. */
export const ImportPage = ({ id }: { id: Import['id'] }) => {
  const { data, error, upload, read, put } = useImport(id)
  const { imports: texts, parts } = settingsWords
  return (
    <SettingsPage
      title={data?.file_name ?? parts.imports}
      back={{ to: '/settings/imports', label: texts.all }}
    >
      {data ? (
        <>
          <ImportSteps at={stepOf(data)} />
          {upload ? <Uploading upload={upload} /> : <Shown one={data} put={put} read={read} />}
        </>
      ) : upload ? (
        <Uploading upload={upload} />
      ) : isProblem(error, 'not_found') ? (
        <EmptyState title={texts.noSuch} />
      ) : (
        <Loading error={error} retry={read} />
      )}
    </SettingsPage>
  )
}

const stepOf = ({ state, columns, job }: Import): number => {
  if (state === 'done') return 4
  if (state === 'running') return 3
  if (!columns) return state === 'checking' ? 1 : 0
  return state === 'checked' ? 3 : state === 'checking' || job?.task === 'import' ? 2 : 1
}

const Uploading = ({ upload: { part, isLost } }: { upload: { part: number; isLost?: true } }) => {
  const { imports: texts } = settingsWords
  if (isLost) return <BeginAgain why={texts.lost} />
  return (
    <section className="card">
      <p role="status">{texts.uploading(sayPart(part))}</p>
      <progress aria-label={texts.uploading('')} max={1} value={part} />
    </section>
  )
}

const BeginAgain = ({ why }: { why: string }) => (
  <section className="card">
    <p role="alert">{why}</p>
    <Link href="/settings/imports/new" className="btn self">
      {settingsWords.imports.create}
    </Link>
  </section>
)

type ShownProps = { one: Import; put(one: Import): void; read(): Promise<void> }

const Shown = ({ one, put, read }: ShownProps) => {
  const { imports: texts } = settingsWords
  const { state, columns, job } = one
  const failure = state === 'failed' ? job?.failure : undefined
  if (isWorkedOn(one)) return <AtWork one={one} read={read} />
  if (state === 'done') {
    return (
      <>
        <FileFacts one={one} />
        <Outcome one={one} title={texts.happened} />
      </>
    )
  }
  return (
    <>
      {failure && (
        <p className="complaint" role="alert">
          {texts.failures[failure]}
        </p>
      )}
      {columns ? (
        <>
          <FileFacts one={one} />
          {job?.task === 'import' && <Outcome one={one} title={texts.soFar} />}
          <ImportForm key={one.version} one={one} put={put} />
        </>
      ) : (
        <NotLookedAt one={one} put={put} />
      )}
    </>
  )
}

const FileFacts = ({ one }: { one: Import }) => {
  const now = useNow()
  const { imports: texts } = settingsWords
  const { rows, bytes, encoding, delimiter, created_by_name, created_at } = one
  const facts = [
    rows !== undefined && ([texts.rows, sayCount(rows)] as const),
    [texts.size, fileSize(bytes)] as const,
    encoding &&
      ([texts.characters, encoding.startsWith('utf-16') ? 'UTF-16' : encodingName(encoding)] as const),
    delimiter && ([texts.delimiter, texts.delimiters[delimiter] ?? delimiter] as const),
    [texts.by, [created_by_name, moment(created_at, now)].filter(Boolean).join(', ')] as const,
  ].filter((fact) => fact !== false && fact !== undefined && fact !== '')
  return (
    <section className="card" aria-labelledby="file">
      <h2 id="file">{`${texts.found}: ${texts.kinds[one.kind][0]}`}</h2>
      <Facts facts={facts} />
    </section>
  )
}

const encodingName = (encoding: string): string => (encoding === 'utf-8' ? 'UTF-8' : 'Windows-1252')

const NotLookedAt = ({ one: { id, state }, put }: Omit<ShownProps, 'read'>) => {
  const { api } = useDesk()
  const { isBusy, error, run } = useChange()
  const { imports: texts } = settingsWords
  return (
    <section className="card">
      {state === 'uploading' && <h2>{texts.notArrived}</h2>}
      <p>{texts.notArrivedHelp}</p>
      <Complaint error={error} />
      <div className="dialog-foot start">
        <button
          type="button"
          className="btn primary"
          disabled={isBusy}
          onClick={() => run(async () => put(await api.checkImport({ id })))}
        >
          {texts.look}
        </button>
        <Link href="/settings/imports/new" className="btn">
          {texts.create}
        </Link>
      </div>
    </section>
  )
}

/** How far the job is; it can be ended. */
const AtWork = ({ one, read }: Omit<ShownProps, 'put'>) => {
  const { api, toasts } = useDesk()
  const { isBusy, error, run } = useChange()
  const { imports: texts } = settingsWords
  const { job, rows, state } = one
  const isKnown = state === 'running' && rows !== undefined
  const said = isKnown
    ? texts.writing(sayCount(job?.rows ?? 0), sayCount(rows))
    : texts.reading(sayCount(job?.rows ?? 0))
  const cancel = () =>
    run(async () => {
      if (!job) return
      await api.cancelJob({ id: job.id })
      toasts.add(texts.canceled)
      await read()
    })
  return (
    <>
      <section className="card">
        <p role="status">{said}</p>
        <progress
          aria-label={texts.states[state]}
          max={isKnown ? rows : 1}
          value={isKnown ? (job?.rows ?? 0) : undefined}
        />
        <Complaint error={error} />
        <button type="button" className="btn self" disabled={isBusy} onClick={cancel}>
          {texts.cancel}
        </button>
      </section>
      {state === 'running' && job && <Outcome one={one} title={texts.soFar} />}
    </>
  )
}
