import type { webhookOperations } from '../../api/webhooks.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const endpoint = {
  id: ids.webhookEndpoint,
  url: 'https://hooks.example.com/parley',
  description: 'Our CRM',
  event_types: ['message.received', 'message.updated'],
  payload: 'full',
  event_version: '2026-11-01',
  state: 'active',
  replaying: false,
  created_at: '2026-11-27T14:00:00.000Z',
  version: 1,
}
const withSecret = { ...endpoint, secret: 'whsec_0f1g2h3j4k5m6n7p8q9r0s1t2v3w4x5y6z7a8b9c' }
const delivery = {
  id: 'whd_1795788000000-7f3c1b2a9d8e',
  event_id: '7f3c1b2a9d8e',
  type: 'message.received',
  state: 'delivered',
  attempts: 1,
  at: '2026-11-27T14:00:01.000Z',
  status: 200,
  duration_ms: 84,
  answer: 'ok',
}
const event = {
  id: '7f3c1b2a9d8e',
  type: 'message.received',
  at: '2026-11-27T14:00:00.000Z',
  workspace: 'wks_acme',
  version: '2026-11-01',
  data: { message_id: ids.inbound, conversation_id: ids.conversation, number_id: ids.number, version: 1 },
}

export const webhookTexts: Texts<typeof webhookOperations> = {
  tag: {
    name: 'Webhooks and events',
    description:
      'Programs hear of events at an address of theirs, signed as [Standard Webhooks](https://www.standardwebhooks.com) say, or read them in their order. An event may come more than once, and before an earlier one: its `id` is always the same, and its record has a `version`.',
  },
  operations: {
    createWebhookEndpoint:
      'The answer shows the secret, and nothing else ever does. A workspace has 20 endpoints at most.',
    listWebhookEndpoints:
      'All of them. An endpoint that is `paused` is asked every five minutes whether it is back.',
    getWebhookEndpoint: 'How an endpoint is, and what it is told.',
    editWebhookEndpoint: 'It counts for events from then on, and for what is still tried again.',
    deleteWebhookEndpoint: 'What was not delivered is not sent any more.',
    rotateWebhookSecret:
      'For a day each delivery has two signatures, of the new secret and of the one before: give the endpoint the new one within that time.',
    enableWebhookEndpoint:
      'Events come again from now on. What happened while it was disabled can be replayed.',
    disableWebhookEndpoint: 'Nothing is sent and nothing is tried again.',
    testWebhookEndpoint: 'One attempt of an event `webhook.ping`, whatever the state of the endpoint.',
    replayWebhookEvents:
      'Every event of that time which the endpoint is told of is sent once more, whether it was delivered or not, with the same id and the same bytes. Events are kept for 30 days.',
    listWebhookDeliveries: 'The last attempt of each event, and what the endpoint answered.',
    retryWebhookDelivery: 'With the same id and the same bytes.',
    listEvents:
      'Events of the last 30 days, with ids only. Without `after` it begins with the oldest one. Ask again with the `cursor` of the answer; no event ever appears behind one. Events of the last eight seconds are not shown yet. Events are kept while an endpoint is told of them, or while the setting `event_feed` is `on`.',
  },
  parameters: {
    getWebhookEndpoint: { id: 'The endpoint.' },
    editWebhookEndpoint: { id: 'The endpoint.' },
    deleteWebhookEndpoint: { id: 'The endpoint.' },
    rotateWebhookSecret: { id: 'The endpoint.' },
    enableWebhookEndpoint: { id: 'The endpoint.' },
    disableWebhookEndpoint: { id: 'The endpoint.' },
    testWebhookEndpoint: { id: 'The endpoint.' },
    replayWebhookEvents: { id: 'The endpoint.' },
    listWebhookDeliveries: { id: 'The endpoint.' },
    retryWebhookDelivery: { id: 'The endpoint.', delivery_id: 'The delivery.' },
    listEvents: {
      after: 'The `cursor` of the answer before.',
      types: 'Types of events, with commas between them.',
      limit: 'How many events an answer has at most.',
    },
  },
  schemas: {
    OutgoingEventType: { '': 'What happened. The events of Parley say when each is told.' },
    CreateWebhookEndpointBody: {
      '': 'An address, and what it is told.',
      url: 'An https address at port 443 that anybody on the internet can reach.',
      description: 'For people.',
      event_types: 'What it is told of.',
      payload: '`thin`: ids and states. `full`: the record as the API shows it.',
      number_ids:
        'Only events of these numbers. Events that belong to no number, such as those of contacts, are left out. Without it, all events.',
    },
    EditWebhookEndpointBody: {
      '': 'What is to be another way; null takes it away.',
      url: 'The new address.',
      description: 'For people.',
      event_types: 'What it is told of from now on.',
      payload: '`thin` or `full`.',
      number_ids: 'Only events of these numbers.',
    },
    WebhookEndpoint: {
      '': 'An address that is told of events.',
      url: 'Where events are posted.',
      description: 'For people.',
      event_types: 'What it is told of.',
      payload: '`thin`: ids and states. `full`: the record as the API shows it.',
      number_ids: 'Only events that name one of these numbers. Missing: all.',
      event_version: 'The form of its events.',
      state:
        '`active`. `failing`: the last attempts failed. `paused`: twenty in a row did over a quarter of an hour; it gets what it misses by itself when it is back. `disabled`: it gets nothing.',
      disabled_reason:
        'Why it is disabled. `by_hand`: an admin. `gone`: it answered 410. `unreachable`: no attempt succeeded for 72 hours.',
      failing_since: 'When the first attempt failed after the last success.',
      replaying: 'Whether it is being sent what it missed, or what is replayed.',
    },
    WebhookEndpointWithSecret: {
      '': 'An endpoint with its secret, which is shown once.',
      url: 'Where events are posted.',
      description: 'For people.',
      event_types: 'What it is told of.',
      payload: '`thin` or `full`.',
      number_ids: 'Only events of these numbers.',
      event_version: 'The form of its events.',
      state: 'How it is.',
      disabled_reason: 'Why it is disabled.',
      failing_since: 'When the first attempt failed after the last success.',
      replaying: 'Whether it is being sent what it missed.',
      secret: 'With which its deliveries are signed.',
    },
    WebhookDelivery: {
      '': 'What became of an event at an endpoint: its last attempt.',
      event_id: 'The event: `webhook-id` of the delivery.',
      type: 'What happened; `webhook.ping` is a test.',
      state: '`waiting`: it is tried again at `next_at`. `failed`: it is not.',
      attempts: 'How often it was sent.',
      at: 'When it was sent last.',
      next_at: 'When it is tried again.',
      status: 'The status of the answer.',
      problem:
        'Why there is no answer. `timeout`: ten seconds went by. `address_not_allowed`: the name leads to an address that is not public. `no_connection`: nobody answers, or the certificate does not fit.',
      duration_ms: 'How long the attempt took.',
      answer: 'The first thousand characters of the answer.',
    },
    OutgoingEvent: {
      '': 'An event as endpoints get it.',
      id: 'The same however often it comes.',
      type: 'What happened.',
      at: 'When it happened.',
      workspace: 'Where.',
      version: 'The form of the event.',
      data: 'Ids and states, as the events of Parley have them.',
    },
    EventFeed: { '': 'What happened.', cursor: 'Send it as `after` to read on, with the same `types`.' },
    TestWebhookEndpointAnswer: {
      '': 'Where the outcome is found.',
      delivery_id: 'The delivery in the list.',
    },
    ReplayWebhookEventsBody: {
      '': 'A time.',
      from: 'The first moment.',
      to: 'The last moment.',
    },
  },
  examples: {
    WebhookEndpoint: endpoint,
    WebhookEndpointWithSecret: withSecret,
    WebhookDelivery: delivery,
    CreateWebhookEndpointBody: {
      url: endpoint.url,
      event_types: endpoint.event_types,
      payload: 'full',
    },
    EditWebhookEndpointBody: { event_types: ['message.received'] },
    ReplayWebhookEventsBody: { from: '2026-11-27T14:00:00Z', to: '2026-11-27T15:00:00Z' },
    createWebhookEndpoint: withSecret,
    testWebhookEndpoint: { delivery_id: delivery.id },
    EventFeed: { data: [event], has_more: false, cursor: 'eyJ2IjoxfQ' },
  },
}
