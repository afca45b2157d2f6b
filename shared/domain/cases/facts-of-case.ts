import type { Settings } from '../settings/settings.ts'
import type { Case } from './case.ts'
import { caseUrl } from './case-url.ts'

/** What a text may say of a case. `due`: a time in RFC 3339. */
export const factsOfCase = (
  {
    number,
    subject,
    status,
    type,
    external,
    dueAt,
  }: Pick<Case, 'number' | 'subject' | 'status' | 'type' | 'external' | 'dueAt'>,
  { systems }: Settings,
) => ({
  ...{ number, subject, status, type },
  url: external && caseUrl(external, systems),
  due: dueAt === undefined ? undefined : new Date(dueAt).toISOString(),
})
