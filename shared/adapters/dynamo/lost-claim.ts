import * as z from 'zod/mini'
import type { LostClaim } from '#domain/conversations/lost-claim.ts'
import { declareRecord } from './record.ts'
import { ids, recordOf } from './schema.ts'

/** Nobody reads it but the stream: its key is what counts one claim once. */
export const lostClaimRecord = declareRecord({
  kind: 'lost_claim',
  place: { pk: '<workspace>#lost_claims#<conversationId>', sk: '<agentId>#<claimedAt>' },
  keys: ({ workspace, conversationId, agentId, claimedAt }: LostClaim) => ({
    pk: `${workspace}#lost_claims#${conversationId}`,
    sk: `${agentId}#${claimedAt}`,
  }),
  personal: [],
  keptFor: '30 days',
  schema: () =>
    recordOf('lost_claim', {
      conversationId: ids.conversation(),
      agentId: ids.agent(),
      claimedAt: z.number(),
      numberId: ids.number(),
      teamId: z.optional(ids.team()),
      at: z.number(),
      expiresAt: z.number(),
    }),
})
