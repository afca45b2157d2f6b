import { z } from 'zod'
import { json, type Reply, type Request } from '../../runner/core/http.ts'
import { carrierNames, faultNames, sendFaults } from '../carrier/faults.ts'
import type { Carrier } from '../carrier/send-text.ts'
import { parseBody } from './input.ts'

const fault = z
  .strictObject({
    times: z.int().min(1),
    error: z.enum(faultNames, { error: `must be one of ${faultNames.join(', ')}` }),
    carrier: z.enum(carrierNames, { error: `must be one of ${carrierNames.join(', ')}` }).optional(),
  })
  .refine(({ carrier, error }) => carrier !== 'aws' || sendFaults.some((name) => name === error), {
    path: ['error'],
    error: `must be one of ${sendFaults.join(', ')} at AWS`,
  })

/** The next `times` requests that can fail in this way do, of one carrier or of any, after those that were asked for before. */
export const addFault = ({ faults }: Carrier, request: Request): Reply => {
  faults.add(parseBody(fault, request))
  return json(201, { data: faults.list() })
}

export const listFaults = ({ faults }: Carrier): Reply => json(200, { data: faults.list() })

export const clearFaults = ({ faults }: Carrier): Reply => {
  faults.clear()
  return { status: 204 }
}
