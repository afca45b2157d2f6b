import { z } from 'zod'
import { json, type Reply, type Request } from '../../runner/core/http.ts'
import { faultNames } from '../carrier/faults.ts'
import type { Carrier } from '../carrier/send-text.ts'
import { parseBody } from './input.ts'

const fault = z.strictObject({
  times: z.int().min(1),
  error: z.enum(faultNames, { error: `must be one of ${faultNames.join(', ')}` }),
})

/** The next `times` requests to the carrier fail, after those that were asked for before. */
export const addFault = ({ faults }: Carrier, request: Request): Reply => {
  faults.add(parseBody(fault, request))
  return json(201, { data: faults.list() })
}

export const listFaults = ({ faults }: Carrier): Reply => json(200, { data: faults.list() })

export const clearFaults = ({ faults }: Carrier): Reply => {
  faults.clear()
  return { status: 204 }
}
