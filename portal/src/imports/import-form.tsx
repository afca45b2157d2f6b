import { type FormEvent, useState } from 'react'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { mistakesOf } from '../parts/edit-form.tsx'
import { Mistakes } from '../parts/fields.tsx'
import { sayCount } from '../parts/say-count.ts'
import { useChange } from '../parts/use-change.ts'
import { settingsWords } from '../words/settings.ts'
import { ColumnTable } from './column-table.tsx'
import { type Import, mappingOf, type Use, usesOf } from './columns.ts'
import { ConsentCard } from './consent-card.tsx'
import { KnownCard } from './known-card.tsx'
import { FirstRows, Outcome } from './outcome.tsx'
import { patchOf, type Said, saidOf } from './said.ts'

type FormProps = { one: Import; put(one: Import): void }

/** What is said of the file before its rows are written. What was changed has to be checked before it can be started. */
export const ImportForm = ({ one, put }: FormProps) => {
  const { api } = useDesk()
  const [uses, setUses] = useState<Use[]>(() => usesOf(one))
  const [said, setSaid] = useState<Said>(() => saidOf(one))
  const [isChanged, setChanged] = useState(false)
  const { isBusy, error, run } = useChange()
  const { imports: texts } = settingsWords
  const { id, version, kind, columns = [], state, rows = 0 } = one
  const mapped = mappingOf(columns, uses)
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setChanged(true)
      set(value)
    }
  const check = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      if (!mapped) return
      const facts = kind === 'contacts' ? { ...mapped, ...patchOf(said, uses) } : { mapping: mapped.mapping }
      if (isChanged) await api.editImport({ id, ifMatch: version, body: facts })
      put(await api.checkImport({ id }))
    })
  }
  const start = () => run(async () => put(await api.startImport({ id })))
  const isReady = state === 'checked' && !isChanged
  return (
    <form className="edit-form" noValidate aria-label={texts.columns} onSubmit={check}>
      <Mistakes value={mistakesOf(error)}>
        <ColumnTable one={one} uses={uses} change={changed(setUses)} />
        {kind === 'contacts' && (
          <>
            <KnownCard said={said} hasIds={uses.includes('external_id')} change={changed(setSaid)} />
            <ConsentCard said={said} change={changed(setSaid)} />
          </>
        )}
      </Mistakes>
      {isReady && (
        <>
          <Outcome one={one} title={texts.wouldBe} />
          <FirstRows one={one} />
        </>
      )}
      <div className="save-bar">
        <span className="said" role={error ? undefined : 'status'}>
          {!mapped ? texts.needsPhone : isReady ? texts.nothingYet : texts.unsaved}
        </span>
        {isReady ? (
          <button type="button" className="btn primary" disabled={isBusy} onClick={start}>
            {texts.start(sayCount(rows))}
          </button>
        ) : (
          <button type="submit" className="btn primary" disabled={isBusy || !mapped}>
            {texts.checkAgain}
          </button>
        )}
      </div>
      <Complaint error={error} />
    </form>
  )
}
