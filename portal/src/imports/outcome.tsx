import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { sayCount } from '../parts/say-count.ts'
import { useChange } from '../parts/use-change.ts'
import { settingsWords } from '../words/settings.ts'
import type { Import } from './columns.ts'

const outcomes = ['created', 'updated', 'unchanged', 'rejected'] as const

/** How many rows of which outcome, and why; the rejected ones with what they say. */
export const Outcome = ({ one, title }: { one: Import; title: string }) => {
  const { imports: texts } = settingsWords
  if (!one.job) return null
  const { counts, reasons } = one.job
  return (
    <>
      <section className="card" aria-labelledby="outcome">
        <h2 id="outcome">{title}</h2>
        <dl className="facts large">
          {outcomes.map((name) => (
            <div key={name}>
              <dt>{texts.outcomes[one.kind][name]}</dt>
              <dd>{sayCount(counts[name])}</dd>
            </div>
          ))}
        </dl>
        {reasons.length > 0 && (
          <ul className="reasons">
            {reasons.map(({ reason, rows }) => (
              <li key={reason}>
                <strong>{sayCount(rows)}</strong> {texts.reasons[reason] ?? reason}
              </li>
            ))}
          </ul>
        )}
      </section>
      {counts.rejected > 0 && <Rejects one={one} job={one.job} />}
    </>
  )
}

const Rejects = ({ one, job }: { one: Import; job: NonNullable<Import['job']> }) => {
  const { api } = useDesk()
  const { isBusy, error, run } = useChange()
  const { imports: texts } = settingsWords
  const isOver = job.finished_at !== undefined && job.state !== 'canceled'
  const download = () => run(async () => location.assign((await api.getRejects({ id: one.id })).url))
  return (
    <section className="card" aria-labelledby="rejected">
      <h2 id="rejected">{texts.rejected}</h2>
      {isOver && <p className="help">{texts.rejectedHelp}</p>}
      <table className="plain-table rejects">
        <thead>
          <tr>
            <th scope="col">{texts.row}</th>
            <th scope="col">{texts.reason}</th>
            <th scope="col">{texts.says}</th>
          </tr>
        </thead>
        <tbody>
          {job.rejects.map(({ row, reason, cells }) => (
            <tr key={row}>
              <td>{sayCount(row)}</td>
              <td>{texts.reasons[reason] ?? reason}</td>
              <td>{cells.filter(Boolean).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {job.counts.rejected > job.rejects.length && (
        <p className="help">{texts.firstRejected(sayCount(job.rejects.length))}</p>
      )}
      <Complaint error={error} />
      {isOver && (
        <button type="button" className="btn self" disabled={isBusy} onClick={download}>
          {texts.download}
        </button>
      )}
    </section>
  )
}

/** The first rows by what each column becomes, with their outcome. */
export const FirstRows = ({ one: { sample } }: { one: Import }) => {
  const { imports: texts } = settingsWords
  const fields = [
    ...new Set(sample.flatMap(({ values }) => Object.keys(values))),
  ] as (keyof (typeof sample)[number]['values'])[]
  if (sample.length === 0) return null
  return (
    <div className="card">
      <h2>{texts.firstRows}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="wide-table" tabIndex={0} aria-label={texts.firstRows}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{texts.row}</th>
              {fields.map((field) => (
                <th key={field} scope="col">
                  {texts.fields[field]}
                </th>
              ))}
              <th scope="col">{texts.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {sample.map(({ row, values, outcome, reason }) => (
              <tr key={row}>
                <td>{row}</td>
                {fields.map((field) => (
                  <td key={field}>{values[field]}</td>
                ))}
                <td>
                  {[texts.outcomeOf[outcome], reason && texts.reasons[reason]].filter(Boolean).join(': ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
