/**
 * Resources that the function `admin-api` answers, by the first step of their path behind /v1: what a workspace sets up
 * once. Everything else is what agents and programs call all day, and `inbox-api` answers it.
 */
export const adminResources = [
  'business_hours',
  'carrier_accounts',
  'credits',
  'email_suppressions',
  'emails',
  'numbers',
  'programs',
  'rules',
  'settings',
  'team_queues',
  'teams',
  'template_previews',
  'templates',
  'unreadable',
  'widgets',
] as const

/** What the function `activate-number` answers: it alone may change numbers at a carrier. */
export const activationPath = '/v1/numbers/{id}/activate'

/** Resources that the function `people-api` answers: it alone may invite people and change how they sign in. */
export const peopleResources = ['agents'] as const
/** The same function edits numbers: whoever is told of their texts gets an account. */
export const numberEditRoute = { method: 'PATCH', path: '/v1/numbers/{id}' } as const

/** What the function `jobs-api` answers: files that people bring or take along, the jobs on them, and reports. */
export const jobResources = ['backlog', 'exports', 'imports', 'jobs', 'reports'] as const

/** What the function `cases-api` answers: cases, and what other resources have of them. */
export const caseResources = ['cases', 'case_previews'] as const
export const casePaths = [
  '/v1/conversations/{id}/cases',
  '/v1/conversations/{id}/case_pop',
  '/v1/messages/{id}/case',
] as const

/** Resources that the function `automation-api` answers: what tells programs outside, and acts by itself. */
export const automationResources = [
  'events',
  'webhook_endpoints',
  'workflow_order',
  'workflow_runs',
  'workflows',
] as const
