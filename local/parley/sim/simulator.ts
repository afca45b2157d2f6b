import { type Answer, json, problem, type Reply, type Request } from '../../runner/core/http.ts'
import type { InboundText } from '../carrier/inbound.ts'
import type { Carrier } from '../carrier/send-text.ts'
import type { Accounts } from '../carriers/accounts.ts'
import { saveAccount } from './carrier-accounts.ts'
import { addFault, clearFaults, listFaults } from './faults.ts'
import { getPage, streamNews } from './handset-page.ts'
import { listTexts, type Media, sendFromPhone } from './handsets.ts'
import { InvalidInput } from './input.ts'
import { createPushSink } from './pushes.ts'
import { getSettings, setSettings } from './settings.ts'
import { getClock, moveClock } from './time.ts'
import { verifyTurnstile } from './turnstile.ts'
import { createWebhookSink } from './webhooks.ts'
import { showWidgetDemo, type WidgetDemo } from './widget-demo.ts'

export type Simulator = {
  carrier: Carrier
  /** What companies have at Twilio and Flowroute. */
  accounts: Accounts
  media: Media
  /** Takes a text to Parley; settles when it is safe there. */
  receive(text: InboundText): Promise<string>
  emails(): unknown[]
  /** What the page of a company shows. */
  widgetDemo: WidgetDemo
  /** Has reports count what their reader of the stream has come to. */
  countFacts(): Promise<void>
}

type World = Simulator & {
  webhooks: ReturnType<typeof createWebhookSink>
  pushes: ReturnType<typeof createPushSink>
}

type Route = [
  method: string,
  path: RegExp,
  answer: (
    simulator: World,
    request: Request,
    argument: string,
    response: Parameters<Answer>[1],
  ) => Reply | undefined | Promise<Reply | undefined>,
]

const routes: Route[] = [
  ['POST', /^\/handsets\/([^/]+)\/messages$/, sendFromPhone],
  ['GET', /^\/handsets\/([^/]+)\/messages$/, ({ carrier }, _, phone) => listTexts(carrier, phone)],
  [
    'GET',
    /^\/handsets\/([^/]+)\/news$/,
    ({ carrier }, _, phone, response) => streamNews(carrier, phone, response),
  ],
  ['GET', /^\/handset\/?$/, getPage],
  ['GET', /^\/handset\/([a-z]+\.(?:js|css))$/, (_, __, file) => getPage(_, __, file)],
  ['GET', /^\/widget-demo\/?$/, ({ widgetDemo }, request) => showWidgetDemo(widgetDemo, request)],
  ['GET', /^\/turnstile\/v0\/api\.js$/, (_, __, file) => getPage(_, __, file || 'turnstile.js')],
  ['POST', /^\/turnstile\/v0\/siteverify$/, (_, request) => verifyTurnstile(request)],
  ['GET', /^\/media\/([\w-]+)$/, ({ media }, request, id) => getFile(media, request, id)],
  [
    'GET',
    /^\/numbers$/,
    ({ carrier, accounts }) =>
      json(200, { data: carrier.numbers.seen(), with_pictures: Object.keys(accounts.numbers()) }),
  ],
  ['POST', /^\/carrier_accounts$/, saveAccount],
  ['GET', /^\/faults$/, ({ carrier }) => listFaults(carrier)],
  ['POST', /^\/faults$/, ({ carrier }, request) => addFault(carrier, request)],
  ['DELETE', /^\/faults$/, ({ carrier }) => clearFaults(carrier)],
  ['GET', /^\/clock$/, ({ carrier }) => getClock(carrier.clock)],
  ['POST', /^\/clock$/, ({ carrier }, request) => moveClock(carrier.clock, request)],
  ['GET', /^\/settings$/, ({ carrier }) => getSettings(carrier)],
  ['POST', /^\/settings$/, ({ carrier }, request) => setSettings(carrier, request)],
  ['POST', /^\/webhooks$/, ({ webhooks }, request) => webhooks.take(request)],
  ['GET', /^\/webhooks$/, ({ webhooks }) => webhooks.list()],
  [
    'POST',
    /^\/facts\/flush$/,
    async ({ countFacts }) => {
      await countFacts()
      return json(200, {})
    },
  ],
  ['POST', /^\/pushes\/([\w-]+)$/, ({ pushes }, request, device) => pushes.take(request, device)],
  ['DELETE', /^\/pushes\/([\w-]+)$/, ({ pushes }, _, device) => pushes.end(device)],
  ['GET', /^\/pushes$/, ({ pushes }) => pushes.list()],
  ['GET', /^\/emails$/, ({ emails }) => json(200, { data: emails() })],
]

/** What a person at the desk, or a test, can do to the world around Parley. */
export const createSimulator = (simulator: Simulator): Answer => {
  const world = { ...simulator, webhooks: createWebhookSink(), pushes: createPushSink() }
  return async (request, response) => {
    const path = request.url.pathname
    const fitting = routes.filter(([, pattern]) => pattern.test(path))
    const route = fitting.find(([method]) => method === request.method)
    if (!route)
      return fitting.length > 0 ? problem(405, `${request.method} is not offered here.`) : notFound(path)
    const [, pattern, answer] = route
    try {
      const argument = decode(pattern.exec(path)?.[1] ?? '')
      return await answer(world, request, argument, response)
    } catch (error) {
      if (error instanceof InvalidInput) return problem(422, error.message)
      throw error
    }
  }
}

/** A link carries its own permission, so that credentials beside it are refused, as S3 does: nobody may pass them on. */
const getFile = (media: Media, { headers }: Request, id: string): Reply =>
  headers.authorization === undefined
    ? media.get(id)
    : problem(400, 'Only one way to prove a right is allowed.')

const notFound = (path: string) => problem(404, `There is nothing at ${path}.`)

const decode = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new InvalidInput(`"${text}" is not a valid part of an address.`)
  }
}
