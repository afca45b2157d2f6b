import { type Answer, type Client, createClient } from '#contract/client.ts'

export type Api = Client
export type Conversation = Answer<'getConversation'>
export type Message = Answer<'getMessage'>
export type Agent = Answer<'getAgent'>
export type Team = Answer<'getTeam'>
export type Template = Answer<'getTemplate'>
export type TemplatePreview = Answer<'previewTemplate'>
export type BusinessNumber = Answer<'getNumber'>
export type CarrierAccount = Answer<'getCarrierAccount'>
export type Contact = Answer<'getContact'>
export type Widget = Answer<'getWidget'>
export type WebhookEndpoint = Answer<'getWebhookEndpoint'>
export type WebhookDelivery = Answer<'listWebhookDeliveries'>['data'][number]
export type TimelineEntry = Answer<'readTimeline'>['data'][number]
export type Note = Extract<TimelineEntry, { type: 'note' }>['note']
export type Upload = Answer<'getMedia'>
export type Preview = Answer<'previewMessage'>
export type Counts = Answer<'countConversations'>
export type Gate = NonNullable<Message['gate']>

/** The part of the sign-in that requests need. */
type Bearer = { token(): Promise<string>; renew(): Promise<string>; signIn(): Promise<never> }

/** Browsers keep 64 KB alive; a character may be four bytes of it. */
const keptAlive = 10_000

/** The API with the token of this tab. A refused token is renewed once; then the person signs in again. */
export const createApi = (url: string, session: Bearer): Api =>
  createClient({
    url,
    token: session.token,
    fetch: async (address, request) => {
      // A page that goes away may still finish what it sends.
      const keepalive = request.method !== 'GET' && String(request.body).length < keptAlive
      const response = await fetch(address, { ...request, keepalive })
      if (response.status !== 401) return response
      const token = await session.renew().catch(() => session.signIn())
      const headers = new Headers(request.headers)
      headers.set('authorization', `Bearer ${token}`)
      const again = await fetch(address, { ...request, headers })
      return again.status === 401 ? session.signIn() : again
    },
  })
