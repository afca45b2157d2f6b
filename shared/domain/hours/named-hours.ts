import type { HoursId, WorkspaceId } from '../ids.ts'
import type { BusinessHours } from './business-hours.ts'

/** Business hours that numbers and teams can be given. */
export type NamedHours = BusinessHours & {
  kind: 'business_hours'
  workspace: WorkspaceId
  id: HoursId
  name: string
  createdAt: number
  version: number
}
