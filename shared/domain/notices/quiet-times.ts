import type { QuietTimes } from '../agents/preferences.ts'
import { DomainError } from '../error.ts'
import { validateHours } from '../hours/validate-hours.ts'

/** Throws `validation_failed` with each time that is none, or that two stretches share. */
export const requireQuietTimes = (quiet: QuietTimes | null | undefined): void => {
  if (!quiet) return
  const errors = validateHours({ ...quiet, holidays: [] }).map(({ path, detail }) => ({
    path: `quiet_times.${path}`,
    detail,
  }))
  if (errors.length > 0)
    throw new DomainError('validation_failed', 'The quiet times are invalid.', { errors })
}
