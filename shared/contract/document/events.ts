import { type EventType, events } from '../events/events.ts'
import { type createSchemas, reference } from './schemas.ts'
import { eventTexts } from './texts/events.ts'

const types = Object.keys(events) as EventType[]

/** The name of the schema of an event: `message.received` is MessageReceived. */
const eventSchemaName = (type: EventType) =>
  type.replace(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())

export const eventSchemaNames = types.map(eventSchemaName)

/** What Parley tells other programs, each event as the request that would bring it. */
export const createWebhooks = (schemas: ReturnType<typeof createSchemas>) => {
  for (const type of types) schemas.output(events[type]())
  return {
    webhooks: Object.fromEntries(types.map((type) => [type, { post: describe(type) }])),
    examples: Object.fromEntries(types.map((type) => [eventSchemaName(type), { value: exampleOf(type) }])),
  }
}

const describe = (type: EventType) => ({
  operationId: `on${eventSchemaName(type)}`,
  tags: ['Events'],
  summary: eventTexts[type].when,
  description:
    'It is an event on the bus of the deployment, with this body as its detail. It may come more than once and out of order.',
  security: [],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: reference(eventSchemaName(type)),
        examples: { example: { $ref: `#/components/examples/${eventSchemaName(type)}` } },
      },
    },
  },
  responses: { '2XX': { description: 'It was taken.' }, '4XX': { description: 'It was not taken.' } },
})

const exampleOf = (type: EventType) => {
  const { by, data } = eventTexts[type]
  return {
    id: '01k9xqd5b300000r8t2v',
    type,
    version: 1,
    workspace: 'wks_acme',
    at: '2026-11-27T14:03:10.000Z',
    ...(by && { by }),
    data: JSON.parse(JSON.stringify(data)),
  }
}

export const eventTag = {
  name: 'Events',
  description:
    'What Parley puts on its EventBridge bus. A rule on the bus leads them to a queue, a function or another system.',
}
