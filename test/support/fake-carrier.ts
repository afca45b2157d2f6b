import type { CarrierAdapter } from '#adapters/carriers/adapter.ts'

/** A carrier as simple as can be: a request is its own where a header has the account's token. */
export const fakeCarrier: CarrierAdapter = {
  name: 'twilio',
  send: (access) => async (part) =>
    access.secret.auth_token === 'good'
      ? { outcome: 'accepted', carrierMessageId: `id of ${part.partId}` }
      : { outcome: 'not_now', detail: '401', unauthorized: true },
  webhookUrls: ({ publicUrl }) => ({ messages: `${publicUrl}/messages` }),
  verifies: ({ headers }, { secret }) =>
    secret.auth_token !== undefined && headers['x-token'] === secret.auth_token,
  accepted: { contentType: 'text/xml', body: '<Response/>' },
  inbound: ({ body }) => JSON.parse(body),
  receipt: ({ body }) => JSON.parse(body),
  mediaPolicy: () => ({ first: () => false, next: () => false }),
  listInbound: async function* () {},
}
