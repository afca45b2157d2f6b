import { useCallback, useEffect } from 'react'
import { Link, useLocation, useRoute, useSearch } from 'wouter'
import { type ReportName, reportNames } from '#contract/reports.ts'
import { useDesk } from '../desk.ts'
import { EmptyState } from '../parts/state.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { useLoad } from '../parts/use-load.ts'
import { pageWords } from '../words/pages.ts'
import { reportWords } from '../words/reports.ts'
import { words } from '../words/words.ts'
import { Loading } from './loading.tsx'
import { OverviewPage } from './overview-page.tsx'
import { ReportPage } from './report-page.tsx'
import '../parts/bar.css'
import './reports.css'

const isReport = (name: string | undefined): name is ReportName =>
  reportNames.some((report) => report === name)

/** What happened, in numbers: the reports at the side, and one of them. */
const Reports = () => {
  const { me } = useDesk()
  const [, go] = useLocation()
  const [, place] = useRoute('/reports/:report?')
  const wanted = place?.report
  const name = isReport(wanted) ? wanted : undefined
  useKeys({ 'g a': () => go('/') })
  useTitle(name ? `${reportWords.names[name]}, ${reportWords.title}` : reportWords.title)
  if (me.role !== 'admin') return <NotForAgents />
  return (
    <div className="reports">
      <Navigation />
      <main className="reports-page">{wanted && !name ? <NoSuch /> : <Shown key={name} name={name} />}</main>
    </div>
  )
}

/** A report needs to know which day it is for the workspace, and what it wants to reach. */
const Shown = ({ name }: { name: ReportName | undefined }) => {
  const { api } = useDesk()
  const { data, error, retry } = useLoad(useCallback(() => api.getSettings(), [api]))
  if (!data) return <Loading error={error} retry={retry} />
  return name ? <ReportPage name={name} settings={data} /> : <OverviewPage zone={data.report_zone} />
}

const useTitle = (name: string) => {
  useEffect(() => {
    document.title = `${name} · ${words.app}`
  }, [name])
}

const Navigation = () => (
  <nav className="reports-parts" aria-label={reportWords.title}>
    <div className="bar">
      <h2>{reportWords.title}</h2>
    </div>
    <ul>
      <Entry name={undefined} />
      {reportNames.map((name) => (
        <Entry key={name} name={name} />
      ))}
    </ul>
  </nav>
)

/** The days that were chosen hold for the next report as well. */
const Entry = ({ name }: { name: ReportName | undefined }) => {
  const [path] = useLocation()
  const query = new URLSearchParams(useSearch())
  query.delete('by')
  const href = name ? `/reports/${name}` : '/reports'
  return (
    <li>
      <Link
        href={query.size > 0 ? `${href}?${query}` : href}
        aria-current={path === href ? 'page' : undefined}
      >
        {name ? reportWords.names[name] : reportWords.overview}
      </Link>
    </li>
  )
}

const NoSuch = () => <EmptyState title={reportWords.noSuchReport} />

const NotForAgents = () => (
  <main className="talk">
    <EmptyState title={reportWords.onlyAdmins} hint={reportWords.askAdmin}>
      <Link href="/" className="btn">
        {pageWords.back}
      </Link>
    </EmptyState>
  </main>
)

export default Reports
