import type * as contract from '#contract/api/messages.ts'
import type { Shape } from '#contract/api/operation.ts'
import { findMessages } from '#domain/conversations/find-messages.ts'
import { listMessages } from '#domain/conversations/list-messages.ts'
import type { Claim } from '#domain/conversations/load-claims.ts'
import { readMessage } from '#domain/conversations/read-message.ts'
import { type Preview, previewMessage } from '#domain/outbound/preview-message.ts'
import { resendMessage } from '#domain/outbound/resend-message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { cancelHeld } from '#domain/scheduled/cancel-held.ts'
import { editHeld } from '#domain/scheduled/edit-held.ts'
import { sendHeldNow } from '#domain/scheduled/send-held-now.ts'
import { camelCased, instant } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime } from './present.ts'
import { type InboxApp, presentReadable, presentReadablePage } from './present-media.ts'
import { presentGate, presentMessage } from './present-message.ts'

export const messageRoutes: Routes<typeof contract.messageOperations, InboxApp> = {
  listMessages: async ({ app, principal, params, query }) =>
    presentReadablePage(app, await listMessages(app, principal, params.id, query)),
  sendMessage: async ({ app, principal, params, body }) =>
    presentMessage(await sendMessage(app, principal, params.id, textRequest(body))),
  sendSingle: async ({ app, principal, body: { case_id, ...body } }) => {
    if (case_id === undefined) return presentMessage(await sendSingle(app, principal, textRequest(body)))
    const { sendCaseText } = await import('#domain/outbound/send-case-text.ts')
    return presentMessage(await sendCaseText(app, principal, case_id, textRequest(body)))
  },
  previewMessage: async ({ app, principal, body }) =>
    presentPreview(await previewMessage(app, principal, textRequest(body))),
  resendMessage: async ({ app, principal, params }) =>
    presentMessage(await resendMessage(app, principal, params.id)),
  getMessage: async ({ app, principal, params }) =>
    presentReadable(app, await readMessage(app, principal, params.id)),
  findMessages: async ({ app, principal, query: { created_after, created_before, expand, ...query } }) => {
    const filter = {
      ...camelCased(query),
      createdAfter: instant(created_after),
      createdBefore: instant(created_before),
    }
    const page = await findMessages(app, principal, filter)
    const presented = await presentReadablePage(app, page)
    if (expand === undefined) return presented
    const { loadClaims } = await import('#domain/conversations/load-claims.ts')
    const claims = await loadClaims(app, principal.workspace, page.records)
    return { ...presented, data: presented.data.map((message) => withClaim(message, claims)) }
  },
  editHeld: async ({ app, principal, params, body, seen }) =>
    presentMessage(await editHeld(app, principal, params.id, textRequest(body), seen)),
  cancelHeld: async ({ app, principal, params }) =>
    presentMessage(await cancelHeld(app, principal, params.id)),
  sendHeldNow: async ({ app, principal, params }) =>
    presentMessage(await sendHeldNow(app, principal, params.id)),
}

type Presented = Shape<typeof contract.message>

const withClaim = (message: Presented, claims: Map<string, Claim>): Presented => {
  const claim = claims.get(message.conversation_id ?? '')
  return { ...message, expanded: { claim: claim && presentClaim(claim) } }
}

const presentClaim = ({ state, claimedBy, claimedAt, participants }: Claim) => ({
  ...{ state, participants },
  ...(claimedBy && { claimed_by: claimedBy, claimed_at: optionalTime(claimedAt) }),
})

/** A request to send or change a text, with the names and times of the domain. */
export const textRequest = <T extends { send_at?: string | null | undefined }>({ send_at, ...rest }: T) => ({
  ...camelCased(rest),
  sendAt: instant<T['send_at']>(send_at),
})

const presentPreview = ({
  plan,
  saving,
  price,
  gate,
  warnings,
}: Preview): Shape<typeof contract.preview> => ({
  encoding: plan.encoding,
  characters: plan.characters,
  units: plan.units,
  segments: plan.segments,
  parts: plan.parts.map(({ body, segments }) => ({ body, segments })),
  price: { amount: Math.round(price * 100_000) / 100_000, currency: 'USD' },
  gate: gate && presentGate(gate),
  warnings,
  forcing_ucs2: saving.characters,
  ...(saving.saved > 0 && {
    saving: { body: saving.replacedBody, segments: saving.segmentsAfter, saved: saving.saved },
  }),
})
