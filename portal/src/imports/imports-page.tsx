import { ChevronRight } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useDesk } from '../desk.ts'
import { Icon } from '../parts/icon.tsx'
import { sayCount } from '../parts/say-count.ts'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { Loading, SettingsPage } from '../settings/page.tsx'
import { settingsWords } from '../words/settings.ts'
import { moment } from '../words/times.ts'
import type { Import } from './columns.ts'
import { ImportPage } from './import-page.tsx'
import { NewImport } from './new-import.tsx'
import '../settings/people.css'
import './imports.css'

/** Files that became records, a new one, or one of them. */
const ImportsPage = ({ id }: { id: string | undefined }) => {
  if (!id) return <ImportList />
  return id === 'new' ? <NewImport /> : <ImportPage id={id as Import['id']} />
}

const ImportList = () => {
  const { api } = useDesk()
  const [limit, setLimit] = useState(25)
  const read = useCallback(() => api.listImports({ query: { limit } }), [api, limit])
  const { data, error, retry } = useLoad(read)
  const { imports: texts, parts } = settingsWords
  const create = (
    <>
      <TakeOptOuts />
      <Link href="/settings/imports/new" className="btn primary">
        {texts.create}
      </Link>
    </>
  )
  return (
    <SettingsPage title={parts.imports} intro={texts.intro} actions={create}>
      {!data ? (
        <Loading error={error} retry={retry} />
      ) : data.data.length === 0 ? (
        <EmptyState title={texts.none[0]} hint={texts.none[1]} />
      ) : (
        <ul className="card entries">
          {data.data.map((one) => (
            <li key={one.id}>
              <Entry one={one} />
            </li>
          ))}
        </ul>
      )}
      {data?.has_more && limit < 100 && (
        <button type="button" className="btn self" onClick={() => setLimit(100)}>
          {texts.more}
        </button>
      )}
    </SettingsPage>
  )
}

/** The STOP list as a file, for whoever needs it elsewhere. */
const TakeOptOuts = () => {
  const { api } = useDesk()
  const [, go] = useLocation()
  const { isBusy, run } = useChange()
  const begin = () =>
    run(async () => {
      await api.createExport({ key: crypto.randomUUID(), body: { kind: 'suppressions' } })
      go('/settings/jobs')
    })
  return (
    <button type="button" className="btn" disabled={isBusy} onClick={begin}>
      {settingsWords.imports.jobs.takeOptOuts}
    </button>
  )
}

const Entry = ({
  one: { id, file_name, kind, state, created_at, created_by_name, rows },
}: {
  one: Import
}) => {
  const now = useNow()
  const { imports: texts } = settingsWords
  const facts = [
    texts.kinds[kind][0],
    rows !== undefined && texts.jobs.rows(sayCount(rows)),
    moment(created_at, now),
    created_by_name,
  ]
  return (
    <Link href={`/settings/imports/${id}`} className="entry">
      <div>
        <strong>{file_name}</strong>
        <span className="sub">{facts.filter(Boolean).join(' · ')}</span>
      </div>
      <span className={state === 'failed' ? 'chip bad' : state === 'done' ? 'chip ours' : 'chip'}>
        {texts.states[state]}
      </span>
      <Icon of={ChevronRight} />
    </Link>
  )
}

export default ImportsPage
