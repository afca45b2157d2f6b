import type { App } from '../app.ts'
import type { CaseId } from '../ids.ts'
import type { Settings } from '../settings/settings.ts'
import type { Thread } from '../threads/thread.ts'
import type { Case } from './case.ts'
import { decideCaseNumber } from './decide-case-number.ts'

/**
 * The number that a case texts from: its own, or one of the pool that the workspace keeps for cases. Undefined where it has
 * none and there is no pool with an active number.
 */
export const chooseCaseNumber = async (
  app: Pick<App, 'numbers'>,
  { caseNumbers }: Settings,
  { workspace, cases = [] }: Thread,
  { id, numberId: own }: { id?: CaseId } & Pick<Case, 'numberId'>,
): Promise<{ numberId: NonNullable<Case['numberId']>; shared: boolean } | undefined> => {
  const others = cases.filter((each) => !each.done && each.id !== id)
  if (own || caseNumbers.length === 0) return decideCaseNumber({ own, pool: [], others })
  const found = await app.numbers.many(workspace, caseNumbers)
  const active = new Set(found.filter(({ state }) => state === 'active').map((number) => number.id))
  return decideCaseNumber({ pool: caseNumbers.filter((number) => active.has(number)), others })
}
