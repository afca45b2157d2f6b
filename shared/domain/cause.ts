import type { Principal } from './agents/principal.ts'

/**
 * Who or what brought a change about. What reacts to events looks here first, so that nothing starts itself. `rule`: Parley's
 * own, such as the welcome, by its name.
 */
export type Cause = {
  kind: 'agent' | 'program' | 'workflow' | 'rule' | 'customer' | 'carrier' | 'system'
  id?: string
}

export const causeOf = ({ kind, id }: Principal): Cause => ({ kind, id })
