import { json, type Reply, type Request } from '../../../runner/core/http.ts'
import { accountFaults } from '../../carrier/faults.ts'
import { acceptText } from '../accept.ts'
import type { Account } from '../accounts.ts'
import { credentialsIn } from '../credentials.ts'
import { fileReply } from '../file.ts'
import type { World } from '../world.ts'
import { describeData, describeText, flowrouteDialect } from './dialect.ts'

const failure = (status: number, title: string, detail: string): Reply =>
  json(status, { errors: [{ status: String(status), title, detail }] })

/** Flowroute's Messages API v2.2. https://developer.flowroute.com/api/messages/v2.2/ */
export const answerFlowroute = async (
  request: Request,
  path: string,
  world: World,
): Promise<Reply | undefined> => {
  const [, file] = /^\/media\/([\w-]+)$/.exec(path) ?? []
  // A link carries its own permission.
  if (file) return fileReply('flowroute', file, world, () => failure(404, 'Not Found', 'No such file.'))
  const account = world.accounts.with('flowroute', ...credentialsIn(request))
  if (!account) return failure(401, 'Unauthorized', 'The credentials are not valid.')
  const [, id] = /^\/v2\.2\/messages(?:\/([\w-]+))?$/.exec(path) ?? []
  if (request.method === 'POST' && path === '/v2.2/messages') return createMessage(account, world, request)
  if (request.method === 'GET' && id) return getMessage(account, world, id)
  if (request.method === 'GET' && path === '/v2.2/messages') return listMessages(account, world, request.url)
  return failure(404, 'Not Found', `There is nothing at ${path}.`)
}

const getMessage = (account: Account, world: World, id: string) => {
  const text = world.texts.get(account, id)
  return text ? json(200, describeText(text, world)) : failure(404, 'Not Found', 'No such message.')
}

/** Newest first. Records of a list say nothing of files. */
const listMessages = (account: Account, { texts }: World, { searchParams }: URL): Reply => {
  const [start, end] = ['start_date', 'end_date'].map((name) => Date.parse(searchParams.get(name) ?? ''))
  if (!start) return failure(400, 'Bad Request', 'start_date is required.')
  const limit = Number(searchParams.get('limit') ?? 20)
  const offset = Number(searchParams.get('offset') ?? 0)
  const found = texts.list(account).filter(({ at }) => at >= start && at <= (end || Number.POSITIVE_INFINITY))
  return json(200, { data: found.slice(offset, offset + limit).map(describeData) })
}

type Asked = { from?: string; to?: string; body?: string; dlr_callback?: string; media_urls?: string[] }

const createMessage = async (
  account: Account,
  world: World,
  { body }: Request,
): Promise<Reply | undefined> => {
  const fault = world.faults.next('flowroute', accountFaults)
  if (fault === 'timeout_before_accept') return undefined
  const asked: Asked = JSON.parse(body.toString())
  const refusal = (fault && failures[fault]?.()) ?? check(asked, account, world)
  if (refusal) return refusal
  const { from, to, body: words = '', dlr_callback: callback, media_urls: mediaUrls = [] } = asked
  const sent = {
    from: plus(from),
    to: plus(to),
    body: words,
    callback,
    mediaUrls,
    silent: fault === 'no_receipt',
    late: fault === 'timeout_after_accept',
  }
  const { id } = await acceptText(sent, account, flowrouteDialect, world)
  return fault === 'timeout_after_accept'
    ? undefined
    : json(202, { data: { id, type: 'message', links: {} } })
}

const plus = (digits = '') => (digits.length > 8 ? `+${digits}` : digits)

const blocked = () => failure(422, 'Recipient Opted Out', 'The recipient has blocked this number.')
const invalidTo = () => failure(422, 'Invalid Recipient', 'to: not a valid phone number.')

const failures: Partial<Record<(typeof accountFaults)[number], () => Reply>> = {
  throttle: () => failure(429, 'Too Many Requests', 'Slow down.'),
  unauthorized: () => failure(401, 'Unauthorized', 'The credentials are not valid.'),
  carrier_down: () => failure(503, 'Service Unavailable', 'Try again later.'),
  opted_out: blocked,
  invalid_number: invalidTo,
}

const check = ({ from, to = '', body = '', media_urls }: Asked, account: Account, world: World) => {
  const owner = world.accounts.of(plus(from))
  if (!/^[1-9]\d{7,14}$/.test(to)) return invalidTo()
  if (!world.numbers.canSend(plus(from)) || (owner && owner.id !== account.id))
    return failure(403, 'Forbidden', 'from: not a number of this account.')
  if (body === '' && !media_urls?.length) return failure(422, 'Empty Message', 'body: must not be empty.')
  return world.optOuts.has(`${plus(from)} ${plus(to)}`) ? blocked() : undefined
}
