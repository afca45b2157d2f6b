import { z } from 'zod'
import { json, type Reply, type Request } from '../../runner/core/http.ts'
import type { Carrier } from '../carrier/send-text.ts'
import { parseBody } from './input.ts'

const schema = z.strictObject({
  parts_per_second: z.number().positive().optional(),
  answers_stop: z.boolean().optional(),
})

/** How the carrier behaves: its rate for each number, and whether it answers STOP, START and HELP by itself. */
export const getSettings = ({ rules }: Carrier): Reply => {
  const { partsPerSecond, answersStop } = rules.get()
  return json(200, { parts_per_second: partsPerSecond, answers_stop: answersStop })
}

/** Changes the settings that are given, and leaves the others. */
export const setSettings = (carrier: Carrier, request: Request): Reply => {
  const { parts_per_second: partsPerSecond, answers_stop: answersStop } = parseBody(schema, request)
  carrier.rules.set({
    ...(partsPerSecond !== undefined && { partsPerSecond }),
    ...(answersStop !== undefined && { answersStop }),
  })
  return getSettings(carrier)
}
