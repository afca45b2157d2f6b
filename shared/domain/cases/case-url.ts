import type { OutsideSystem } from '../settings/settings.ts'
import type { ExternalCase } from './case.ts'

/** Where a case is in its system, if the settings say so. */
export const caseUrl = ({ system, id }: ExternalCase, systems: OutsideSystem[]): string | undefined =>
  systems.find(({ key }) => key === system)?.caseUrl?.replaceAll('{id}', encodeURIComponent(id))
