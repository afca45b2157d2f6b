import { Download } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { Answer } from '#contract/client.ts'
import { keysOfReport, type ReportKey, type ReportName } from '#contract/reports.ts'
import { useDesk } from '../desk.ts'
import { Icon } from '../parts/icon.tsx'
import { describeError, EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { locale } from '../words/locale.ts'
import { reportWords } from '../words/reports.ts'
import { Charts } from './charts.tsx'
import { ByChoice, RangeChoice } from './choices.tsx'
import { Counted } from './counted.tsx'
import { Loading } from './loading.tsx'
import { readRowNames } from './names.ts'
import { NowCard } from './now-card.tsx'
import { ReportBar } from './report-bar.tsx'
import { ReportTable } from './report-table.tsx'
import { saveFile } from './save-file.ts'
import { type Asked, useAsked } from './use-asked.ts'
import { WhoseChoice } from './whose-choice.tsx'

type Settings = Answer<'getSettings'>

/** One report: what is asked at its head, its pictures, and a table with the very same numbers. */
export const ReportPage = ({ name, settings }: { name: ReportName; settings: Settings }) => {
  const { asked, ask } = useAsked(settings.report_zone, keysOfReport[name])
  return (
    <>
      <ReportBar title={reportWords.names[name]} back="/reports">
        <TakeFile name={name} asked={asked} />
      </ReportBar>
      <div className="reports-body">
        <div className="reports-column">
          <p className="intro">{reportWords.intros[name]}</p>
          <div className="reports-asked">
            <RangeChoice range={asked.range} change={(range) => ask({ range })} />
            <ByChoice by={asked.by} among={keysOfReport[name]} change={(by) => ask({ by })} />
          </div>
          {name === 'backlog' && <Now />}
          <Shown name={name} asked={asked} settings={settings} />
        </div>
      </div>
    </>
  )
}

/** What is open at this moment, of all or of somebody. */
const Now = () => {
  const [of, choose] = useState('')
  return (
    <NowCard of={of}>
      <WhoseChoice id={of} change={choose} />
    </NowCard>
  )
}

const Shown = ({ name, asked, settings }: { name: ReportName; asked: Asked; settings: Settings }) => {
  const { data, error, retry } = useReport(name, asked)
  if (!data) return <Loading error={error} retry={retry} />
  const { report } = data
  return (
    <>
      {!hasAny(report) ? (
        <EmptyState title={reportWords.empty} hint={reportWords.later[name]} />
      ) : report.data.length === 0 ? (
        <EmptyState title={reportWords.emptyRows(keyName(data.by))} hint={reportWords.emptyRowsHint} />
      ) : (
        <>
          <Charts name={name} settings={settings} {...data} />
          <ReportTable name={name} {...data} />
        </>
      )}
      <Counted report={report} />
    </>
  )
}

const keyName = (by: ReportKey) => reportWords.keys[by].toLocaleLowerCase(locale)

/** What was asked, with the names of its rows. What another question answered stays until then. */
const useReport = (name: ReportName, asked: Asked) => {
  const { api } = useDesk()
  const { from, to } = asked.range
  const { by } = asked
  return useLoad(
    useCallback(async () => {
      const [report, nameRow] = await Promise.all([
        api.getReport({ report: name, query: { from, to, by } }),
        readRowNames(api, by),
      ])
      return { report, nameRow, by }
    }, [api, name, from, to, by]),
  )
}

const hasAny = ({ totals, columns }: Answer<'getReport'>): boolean =>
  columns.some((column) => Number(totals[column] ?? 0) !== 0)

/** The table as a file. Why it could not be had is told at the foot of the page. */
const TakeFile = ({ name, asked: { range, by } }: { name: ReportName; asked: Asked }) => {
  const { api, toasts } = useDesk()
  const { isBusy, run } = useChange()
  const { from, to } = range
  const take = async () => {
    const file = await api.getReportFile({ report: name, query: { from, to, by } })
    saveFile(`${name}-by-${by}-${from}-${to}.csv`, file)
  }
  const press = () => run(() => take().catch((error) => toasts.add(describeError(error))))
  return (
    <button type="button" className="btn" title={reportWords.fileHelp} disabled={isBusy} onClick={press}>
      <Icon of={Download} />
      {reportWords.file}
    </button>
  )
}
