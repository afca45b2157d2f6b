import { type LazyExoticComponent, lazy } from 'react'
import type { SettingsWords } from '../words/settings-en.ts'

export type PartName = keyof SettingsWords['parts']

/** What a page of the settings gets: the rest of the path, such as the id of a number. */
type PartProps = { id: string | undefined }

type Part = { name: PartName; page: LazyExoticComponent<(props: PartProps) => React.ReactNode> }

const loadWorkflows = async () => {
  const { loadWorkflowWords } = await import('../words/workflows.ts')
  await loadWorkflowWords()
  return import('../workflows/workflows-page.tsx')
}

const loadWidgets = async () => {
  const { loadWidgetWords } = await import('../words/widgets.ts')
  await loadWidgetWords()
  return import('./widgets/widgets-page.tsx')
}

/** The pages of the settings in the order of the navigation; each is loaded when it is opened. */
export const parts: Part[] = [
  { name: 'numbers', page: lazy(() => import('./numbers-page.tsx')) },
  { name: 'carriers', page: lazy(() => import('./carriers-page.tsx')) },
  { name: 'hours', page: lazy(() => import('./hours-page.tsx')) },
  { name: 'agents', page: lazy(() => import('./agents-page.tsx')) },
  { name: 'teams', page: lazy(() => import('./teams-page.tsx')) },
  { name: 'templates', page: lazy(() => import('./templates-page.tsx')) },
  { name: 'workflows', page: lazy(loadWorkflows) },
  { name: 'workspace', page: lazy(() => import('./workspace-page.tsx')) },
  { name: 'consent', page: lazy(() => import('./consent-page.tsx')) },
  { name: 'cases', page: lazy(() => import('./cases-page.tsx')) },
  { name: 'rules', page: lazy(() => import('./rules-page.tsx')) },
  { name: 'views', page: lazy(() => import('./views-page.tsx')) },
  { name: 'credits', page: lazy(() => import('./credits-page.tsx')) },
  { name: 'imports', page: lazy(() => import('../imports/imports-page.tsx')) },
  { name: 'jobs', page: lazy(() => import('../imports/jobs-page.tsx')) },
  { name: 'widgets', page: lazy(loadWidgets) },
  { name: 'webhooks', page: lazy(() => import('./webhooks/webhooks-page.tsx')) },
  { name: 'programs', page: lazy(() => import('./programs-page.tsx')) },
]
