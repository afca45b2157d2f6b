import { encodeNumber } from '../ids.ts'
import type { Job } from '../jobs/job.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import type { ConsentEvent } from '../threads/consent-event.ts'
import type { Import, RowValues } from './import.ts'

/** What all rows of a page are worked off with. */
export type RowContext = { job: Job; file: Import; settings: Settings; numbers: BusinessNumber[] }

/** A row of a file by its fields. `extra`: the cells of the columns that become attributes, in their order. */
export type FileRowValues = { number: number; values: RowValues; extra?: string[] }

type Numbered = Pick<FileRowValues, 'number'>

/** The id of the entry in the ledger that a row writes. */
export const entryIdOf = (job: Job, row: Numbered): ConsentEvent['id'] => `cns_${placeOf(job, row)}`

/** Of what a row writes: by the time of its job, and then by its number. */
export const placeOf = ({ createdAt, id }: Job, { number }: Numbered): string =>
  `${encodeNumber(createdAt, 10)}${id.slice(-10)}${encodeNumber(number, 6)}`
