import { agentChannel, inboxChannel } from '#contract/events/channels.ts'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { PushedChange } from '#contract/events/pushed.ts'

/** What an event itself tells open pages, by channel: ids and versions, for which nothing has to be read. */
export const hintsOf = (event: ParleyEvent): [channel: string, change: PushedChange][] => {
  const { workspace } = event
  const inbox = inboxChannel(workspace)
  switch (event.type) {
    case 'record.changed': {
      const { kind, record_id: id, agent_id, version } = event.data
      const channel = agent_id ? agentChannel(workspace, agent_id) : inbox
      return [[channel, { t: 'record', kind, id, version }]]
    }
    case 'contact.updated':
    case 'contact.merged': {
      const { contact_id: id, version } = event.data
      return [[inbox, { t: 'record', kind: 'contact', id, version }]]
    }
    case 'agent.changed':
    case 'agent.available':
    case 'agent.away': {
      const { agent_id: id, active, version } = event.data
      const told: PushedChange = { t: 'record', kind: 'agent', id, version }
      return active
        ? [[inbox, told]]
        : [
            [agentChannel(workspace, id), { t: 'signed_out' }],
            [inbox, told],
          ]
    }
    case 'agent.read': {
      const { agent_id, conversation_id: id, unread } = event.data
      return [[agentChannel(workspace, agent_id), { t: 'read', id, unread }]]
    }
    case 'note.created': {
      const { conversation_id: id, note_id, mentions = [] } = event.data
      const by = event.by?.kind === 'agent' ? event.by.id : undefined
      return mentions
        .filter((agent) => agent !== by)
        .map((agent) => [agentChannel(workspace, agent), { t: 'mention', id, note_id, ...(by && { by }) }])
    }
    case 'agent.draft_saved': {
      const { agent_id, conversation_id: id, version } = event.data
      return [[agentChannel(workspace, agent_id), { t: 'draft', id, version }]]
    }
    case 'agent.preferences_changed': {
      const { agent_id, version } = event.data
      return [[agentChannel(workspace, agent_id), { t: 'preferences', version }]]
    }
    case 'case.created':
    case 'case.updated':
    case 'case.resolved':
    case 'case.reopened': {
      const { case_id: id, contact_id } = event.data
      return [[inbox, { t: 'case', id, contact_id }]]
    }
    case 'case.commented':
      return [[inbox, { t: 'case', id: event.data.case_id }]]
    case 'credits.low':
    case 'credits.used_up': {
      const warning = event.type === 'credits.low' ? 'low' : 'none'
      return [[inbox, { t: 'credits', left: event.data.left, warning }]]
    }
    default:
      return []
  }
}
