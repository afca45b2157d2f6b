import { json, type Reply, type Request } from '../../../runner/core/http.ts'
import { accountFaults } from '../../carrier/faults.ts'
import { acceptText } from '../accept.ts'
import type { Account } from '../accounts.ts'
import type { World } from '../world.ts'
import { describeMessage } from './describe-message.ts'
import { twilioDialect } from './dialect.ts'
import { twilioError } from './error.ts'

const longestBody = 1_600
const mostMedia = 10

/** `POST Messages.json`: checks a request as Twilio does, and takes the text. Undefined: no answer ever comes. */
export const createMessage = async (
  account: Account,
  world: World,
  { body }: Request,
): Promise<Reply | undefined> => {
  const fault = world.faults.next('twilio', accountFaults)
  if (fault === 'timeout_before_accept') return undefined
  const form = new URLSearchParams(body.toString())
  const refusal = (fault && failures[fault]?.()) ?? check(form, account, world)
  if (refusal) return refusal
  const text = await acceptText(
    {
      ...{ from: form.get('From') ?? '', to: form.get('To') ?? '', body: form.get('Body') ?? '' },
      callback: form.get('StatusCallback') ?? undefined,
      mediaUrls: form.getAll('MediaUrl'),
      silent: fault === 'no_receipt',
      late: fault === 'timeout_after_accept',
    },
    account,
    twilioDialect,
    world,
  )
  return fault === 'timeout_after_accept' ? undefined : json(201, describeMessage(account, text))
}

const optedOut = () => twilioError(400, 21610, 'Attempt to send to unsubscribed recipient')
const invalidTo = () => twilioError(400, 21211, "The 'To' number is not a valid phone number.")

const failures: Partial<Record<(typeof accountFaults)[number], () => Reply>> = {
  throttle: () => twilioError(429, 20429, 'Too Many Requests'),
  unauthorized: () => twilioError(401, 20003, 'Authenticate'),
  carrier_down: () => twilioError(503, 20503, 'Service unavailable'),
  opted_out: optedOut,
  invalid_number: invalidTo,
}

const check = (form: URLSearchParams, account: Account, world: World): Reply | undefined => {
  const [from, to, body] = ['From', 'To', 'Body'].map((name) => form.get(name) ?? '') as [
    string,
    string,
    string,
  ]
  const owner = world.accounts.of(from)
  if (!/^\+[1-9]\d{7,14}$/.test(to)) return invalidTo()
  if (!world.numbers.canSend(from) || (owner && owner.id !== account.id))
    return twilioError(400, 21606, "The 'From' phone number is not one of this account.")
  if (body === '' && !form.has('MediaUrl')) return twilioError(400, 21602, 'Message body is required.')
  if (body.length > longestBody)
    return twilioError(400, 21617, 'The message body is longer than 1600 characters.')
  if (form.getAll('MediaUrl').length > mostMedia) return twilioError(400, 21623, 'More than 10 media files.')
  if (form.get('StatusCallback')?.includes('_'))
    return twilioError(400, 21609, 'The StatusCallback is not a valid URL.')
  return world.optOuts.has(`${from} ${to}`) ? optedOut() : undefined
}
