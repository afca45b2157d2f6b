import { useCallback, useEffect } from 'react'
import { Link, Redirect, useLocation, useRoute, useSearch } from 'wouter'
import type { Answer } from '#contract/client.ts'
import { type ReportName, reportNames } from '#contract/reports.ts'
import { useDesk } from '../desk.ts'
import { EmptyState } from '../parts/state.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { useLoad } from '../parts/use-load.ts'
import { reportWords } from '../words/reports.ts'
import { words } from '../words/words.ts'
import { Loading } from './loading.tsx'
import { OverviewPage } from './overview-page.tsx'
import { searchOfDays } from './range.ts'
import { ReportPage } from './report-page.tsx'
import { TextsPage } from './texts-page.tsx'
import '../parts/bar.css'
import '../parts/parted.css'
import './reports.css'

const isReport = (name: string | undefined): name is ReportName =>
  reportNames.some((report) => report === name)

/** What happened, in numbers: the reports at the side, and one of them. Agents have the list of texts alone. */
const Reports = () => {
  const { me } = useDesk()
  const [, go] = useLocation()
  const [, place] = useRoute('/reports/:report?')
  const { report } = place ?? {}
  const settings = useSettings()
  useKeys({ 'g a': () => go('/') })
  useTitle(titleOf(report))
  const isAdmin = me.role === 'admin'
  if (!isAdmin && !report) return <Redirect to="/reports/texts" replace />
  return (
    <div className="reports parted">
      <Navigation isAdmin={isAdmin} />
      <main className="reports-page part-page">
        {!isAdmin && report !== 'texts' ? (
          <NotForAgents />
        ) : settings.data ? (
          <Shown key={report} name={report} settings={settings.data} />
        ) : (
          <Loading error={settings.error} retry={settings.retry} />
        )}
      </main>
    </div>
  )
}

/** A report needs to know which day it is for the workspace, and what it wants to reach. */
const useSettings = () => {
  const { api } = useDesk()
  return useLoad(useCallback(() => api.getSettings(), [api]))
}

const titleOf = (name: string | undefined): string =>
  isReport(name) ? `${reportWords.names[name]}, ${reportWords.title}` : reportWords.title

const Shown = ({ name, settings }: { name: string | undefined; settings: Answer<'getSettings'> }) => {
  if (!name) return <OverviewPage settings={settings} />
  if (name === 'texts') return <TextsPage zone={settings.report_zone} />
  if (isReport(name)) return <ReportPage name={name} settings={settings} />
  return <EmptyState title={reportWords.noSuchReport} />
}

const useTitle = (name: string) => {
  useEffect(() => {
    document.title = `${name} · ${words.app}`
  }, [name])
}

const Navigation = ({ isAdmin }: { isAdmin: boolean }) => (
  <nav className="reports-parts parts-names" aria-label={reportWords.title}>
    <div className="bar">
      <h2>{reportWords.title}</h2>
    </div>
    <ul>
      {isAdmin && (
        <>
          <Entry href="/reports" name={reportWords.overview} />
          {reportNames.map((name) => (
            <Entry key={name} href={`/reports/${name}`} name={reportWords.names[name]} />
          ))}
        </>
      )}
      <Entry href="/reports/texts" name={reportWords.texts.title} />
    </ul>
  </nav>
)

/** The days that were chosen hold for the next report as well. */
const Entry = ({ href, name }: { href: string; name: string }) => {
  const [path] = useLocation()
  const search = searchOfDays(useSearch())
  return (
    <li>
      <Link href={`${href}${search}`} aria-current={path === href ? 'page' : undefined}>
        {name}
      </Link>
    </li>
  )
}

const NotForAgents = () => (
  <EmptyState title={reportWords.onlyAdmins} hint={reportWords.askAdmin}>
    <Link href="/reports/texts" className="btn">
      {reportWords.texts.title}
    </Link>
  </EmptyState>
)

export default Reports
