import { json, type Reply, type Request } from '../../../runner/core/http.ts'
import type { Account } from '../accounts.ts'
import { credentialsIn } from '../credentials.ts'
import type { World } from '../world.ts'
import { createMessage } from './create-message.ts'
import { describeMessage } from './describe-message.ts'
import { twilioError } from './error.ts'
import { deleteMedia, listMedia, redirectToMedia } from './media.ts'

type Route = [
  method: string,
  path: RegExp,
  answer: (
    account: Account,
    world: World,
    request: Request,
    message: string,
    file: string,
  ) => Reply | undefined | Promise<Reply | undefined>,
]

const routes: Route[] = [
  ['POST', /^\/Messages\.json$/, createMessage],
  ['GET', /^\/Messages\.json$/, (account, world, { url }) => listMessages(account, world, url)],
  ['GET', /^\/Messages\/(\w+)\.json$/, (account, world, _, id) => getMessage(account, world, id)],
  ['GET', /^\/Messages\/(\w+)\/Media\.json$/, (account, world, _, id) => listMedia(account, world, id)],
  [
    'GET',
    /^\/Messages\/(\w+)\/Media\/(\w+)$/,
    (account, world, _, id, file) => redirectToMedia(account, world, id, file),
  ],
  [
    'DELETE',
    /^\/Messages\/(\w+)\/Media\/(\w+)(?:\.json)?$/,
    (account, world, _, id, file) => deleteMedia(account, world, id, file),
  ],
]

/** Twilio's REST API of 2010-04-01, as far as texts go. https://www.twilio.com/docs/messaging/api/message-resource */
export const answerTwilio = async (
  request: Request,
  path: string,
  world: World,
): Promise<Reply | undefined> => {
  const [, sid = '', rest = ''] = /^\/2010-04-01\/Accounts\/(\w+)(\/.*)$/.exec(path) ?? []
  const account = world.accounts.with('twilio', ...credentialsIn(request))
  if (account?.id !== sid) return twilioError(401, 20003, 'Authenticate')
  for (const [method, pattern, answer] of routes) {
    const match = pattern.exec(rest)
    if (match && method === request.method)
      return answer(account, world, request, match[1] ?? '', match[2] ?? '')
  }
  return twilioError(404, 20404, `The requested resource ${path} was not found`)
}

const getMessage = (account: Account, { texts }: World, id: string): Reply => {
  const text = texts.get(account, id)
  return text
    ? json(200, describeMessage(account, text))
    : twilioError(404, 20404, `There is no message ${id}`)
}

/** Newest first, in pages. `DateSent>` is the earliest time. */
const listMessages = (account: Account, { texts }: World, { searchParams }: URL): Reply => {
  const size = Number(searchParams.get('PageSize') ?? 50)
  const page = Number(searchParams.get('Page') ?? 0)
  const since = Date.parse(searchParams.get('DateSent>') ?? '1970-01-01T00:00:00Z')
  const found = texts.list(account).filter(({ at }) => at >= since)
  const next = new URLSearchParams(searchParams)
  next.set('Page', String(page + 1))
  return json(200, {
    messages: found.slice(page * size, (page + 1) * size).map((text) => describeMessage(account, text)),
    page,
    page_size: size,
    next_page_uri:
      found.length > (page + 1) * size ? `/2010-04-01/Accounts/${account.id}/Messages.json?${next}` : null,
  })
}
