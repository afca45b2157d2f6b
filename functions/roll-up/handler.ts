import middy from '@middy/core'
import { createApp } from '#adapters/app.ts'
import { createFactFiles } from '#adapters/reports/fact-files.ts'
import { rollUpDays } from '#domain/reports/roll-up-days.ts'
import { failures } from '../edge/failures.ts'

const app = { ...createApp(), facts: createFactFiles() }

/** Counts the days of which reports were told something new: a schedule asks every hour. */
export const handler = middy<unknown, void>()
  .use(failures(app.log, () => ({})))
  .handler(() => rollUpDays(app))
