import type { Agent, Api, Conversation } from './api.ts'
import type { BulkWork } from './bulk.ts'

const isFree = ({ state, claimed_by }: Conversation) => state === 'open' && claimed_by === undefined

/** What nobody has claimed is claimed first, as it is when one is closed or handed on by itself. */
const held = async (api: Api, row: Conversation) => {
  if (isFree(row)) await api.claimConversation({ id: row.id })
}

export const closing = (): BulkWork => ({
  kind: 'closed',
  run: async (api, row) => {
    if (row.state === 'closed') return row
    await held(api, row)
    return api.closeConversation({ id: row.id, body: {} })
  },
  undo: async (api, { id, ...before }) => {
    if (before.state === 'closed') return api.getConversation({ id })
    const reopened = await api.reopenConversation({ id })
    return before.claimed_by || !reopened.claimed_by ? reopened : api.releaseConversation({ id })
  },
})

export const tagging = (tag: string): BulkWork => ({
  kind: 'tagged',
  name: tag,
  run: (api, { id }) => api.addTag({ id, body: { tag } }),
  undo: (api, { id, tags }) =>
    tags.includes(tag) ? api.getConversation({ id }) : api.removeTag({ id, tag }),
})

/** Only an admin can take back what another agent holds by then. */
export const handing = (to: Agent, me: Pick<Agent, 'role'>): BulkWork => ({
  kind: 'handed',
  name: to.name,
  run: async (api, row) => {
    await held(api, row)
    return api.transferConversation({ id: row.id, body: { agent_id: to.id } })
  },
  ...(me.role === 'admin' && {
    undo: (api, { id, claimed_by }) =>
      claimed_by
        ? api.transferConversation({ id, body: { agent_id: claimed_by } })
        : api.releaseConversation({ id }),
  }),
})

export const reading = (): BulkWork => ({
  kind: 'read',
  run: (api, { id, version }) => api.markRead({ id, body: { version } }),
  undo: (api, { id, unread }) => (unread ? api.markUnread({ id }) : api.getConversation({ id })),
})
