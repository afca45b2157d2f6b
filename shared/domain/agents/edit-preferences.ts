import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import { type Patch, patched } from '../patch.ts'
import type { SeenVersions } from '../seen-versions.ts'
import type { Preferences } from './preferences.ts'
import type { Principal } from './principal.ts'
import { readPreferences } from './read-preferences.ts'

export type PreferencesPatch = Patch<Omit<Preferences, 'kind' | 'workspace' | 'agentId' | 'version'>>

/** Null goes back to the default. Throws `forbidden` for programs, `precondition_failed`. */
export const editPreferences = (
  app: EditNeeds & Pick<App, 'preferences'>,
  principal: Principal,
  patch: PreferencesPatch,
  seen?: SeenVersions,
): Promise<Preferences> =>
  editRecord(app, {
    read: () => readPreferences(app, principal, 'fresh'),
    seen,
    change: (preferences) => patched(preferences, patch),
  })
