import { useCallback } from 'react'
import { Link, useSearch } from 'wouter'
import type { Answer } from '#contract/client.ts'
import { type ReportName, reportNames } from '#contract/reports.ts'
import { useDesk } from '../desk.ts'
import { useLoad } from '../parts/use-load.ts'
import { reportWords } from '../words/reports.ts'
import { RangeChoice } from './choices.tsx'
import { fullName } from './column-name.ts'
import { Counted } from './counted.tsx'
import { Loading } from './loading.tsx'
import { NowCard } from './now-card.tsx'
import { searchOfDays } from './range.ts'
import { ReportBar } from './report-bar.tsx'
import { sayFigure, sayTime } from './say.ts'
import { Spark } from './spark.tsx'
import { tiles } from './tiles.ts'
import { useAsked } from './use-asked.ts'
import './overview.css'

type Report = Answer<'getReport'>
type Settings = Pick<Answer<'getSettings'>, 'report_zone' | 'first_answer_within_seconds'>

/** What somebody wants to know each morning: a tile for each report, and the way to it. */
export const OverviewPage = ({ settings }: { settings: Settings }) => {
  const { asked, ask } = useAsked(settings.report_zone, ['day'])
  const { range } = asked
  const search = searchOfDays(useSearch())
  const { data, error, retry } = useReports(range)
  return (
    <>
      <ReportBar title={reportWords.overview} back="/" />
      <div className="reports-body">
        <div className="reports-column">
          <div className="reports-asked">
            <RangeChoice range={range} change={(changed) => ask({ range: changed })} />
          </div>
          {data ? (
            <>
              <NowCard />
              <div className="tiles">
                {reportNames.map((name) => (
                  <Tile key={name} name={name} report={data[name]} settings={settings} />
                ))}
              </div>
              <Link href={`/reports/texts${search}`} className="only-small link">
                {reportWords.texts.title}
              </Link>
              <Counted report={data.volumes} />
            </>
          ) : (
            <Loading error={error} retry={retry} />
          )}
        </div>
      </div>
    </>
  )
}

const useReports = ({ from, to }: { from: string; to: string }) => {
  const { api } = useDesk()
  return useLoad(
    useCallback(async () => {
      const read = async (report: ReportName) =>
        [report, await api.getReport({ report, query: { from, to } })] as const
      return Object.fromEntries(await Promise.all(reportNames.map(read))) as Record<ReportName, Report>
    }, [api, from, to]),
  )
}

type TileProps = { name: ReportName; report: Report; settings: Settings }

/** The one or two numbers that matter most, some that explain them, and how they went day by day. */
const Tile = ({ name, report: { data, totals }, settings }: TileProps) => {
  const search = searchOfDays(useSearch())
  const { figures, facts, spark } = tiles[name]
  return (
    <section className="card tile" aria-labelledby={`tile-${name}`}>
      <h2 id={`tile-${name}`}>
        <Link href={`/reports/${name}${search}`}>{reportWords.names[name]}</Link>
      </h2>
      <dl className="tile-figures">
        {figures.map((column) => (
          <div key={column}>
            <dt>{fullName(column)}</dt>
            <dd>{sayFigure(column, totals[column])}</dd>
          </div>
        ))}
      </dl>
      <Spark values={data.map((row) => row[spark] as number | null)} />
      <dl className="tile-facts">
        {facts.map((column) => (
          <div key={column}>
            <dt>{fullName(column)}</dt>
            <dd>{sayFigure(column, totals[column])}</dd>
          </div>
        ))}
        {name === 'responses' && (
          <div>
            <dt>{reportWords.targetName}</dt>
            <dd>{sayTime(settings.first_answer_within_seconds * 1000)}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
