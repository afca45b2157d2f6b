import { z } from 'zod'
import type { Carrier } from '../carrier/send-text.ts'
import { json, type Reply, type Request } from '../http.ts'
import { parseBody } from './input.ts'

type Settable = { carrier: Carrier; settings: { answersStop: boolean } }

const schema = z.strictObject({
  parts_per_second: z.number().positive().optional(),
  answers_stop: z.boolean().optional(),
})

/** How the carrier behaves: its rate for each number, and whether it answers STOP, START and HELP by itself. */
export const getSettings = ({ carrier, settings }: Settable): Reply =>
  json(200, { parts_per_second: carrier.rate.partsPerSecond, answers_stop: settings.answersStop })

export const setSettings = (settable: Settable, request: Request): Reply => {
  const { parts_per_second, answers_stop } = parseBody(schema, request)
  if (parts_per_second !== undefined) settable.carrier.rate.partsPerSecond = parts_per_second
  if (answers_stop !== undefined) settable.settings.answersStop = answers_stop
  return getSettings(settable)
}
