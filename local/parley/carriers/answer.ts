import { type Answer, problem } from '../../runner/core/http.ts'
import { answerFlowroute } from './flowroute/api.ts'
import { streamOddFile } from './odd-files.ts'
import { answerTwilio } from './twilio/api.ts'
import type { World } from './world.ts'

/** The APIs of the carriers with accounts, each below a path of its own. */
export const createCarriersAnswer =
  (world: World): Answer =>
  async (request, response) => {
    const { pathname } = request.url
    const [, carrier, path = ''] = /^\/(twilio|flowroute)(\/.*)$/.exec(pathname) ?? []
    if (carrier === 'twilio') return answerTwilio(request, path, world)
    if (carrier === 'flowroute') return answerFlowroute(request, path, world)
    if (streamOddFile(pathname, response)) return undefined
    return problem(404, `There is nothing at ${pathname}.`)
  }
