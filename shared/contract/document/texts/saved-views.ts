import type { savedViewOperations } from '../../api/saved-views.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The view.' }
const filter = { tab: 'active', tag: 'vip', team_id: ids.team }

export const savedViewTexts: Texts<typeof savedViewOperations> = {
  tag: { name: 'Views', description: 'Filters of the inbox under a name.' },
  operations: {
    createView: 'It belongs to whoever creates it.',
    listViews: 'Those of the asking agent first, then the shared ones of others.',
    getView: 'A view that another agent keeps for themselves is not found.',
    editView: 'Its owner may; admins may edit shared ones, too.',
    deleteView: 'Its owner may; admins may delete shared ones, too.',
  },
  parameters: { getView: one, editView: one, deleteView: one },
  schemas: {
    View: {
      '': 'A filter of the inbox.',
      filter: 'The query of the list of conversations, with its order.',
      'filter.tab': 'The tab of the inbox.',
      'filter.state': 'Only open or only closed conversations.',
      'filter.number_id': 'Only conversations with this number.',
      'filter.team_id': 'Only conversations of this team.',
      'filter.tag': 'Only conversations with this tag.',
      'filter.claimed_by': 'Only conversations that this agent claimed.',
      'filter.unread': 'Only those with a text that whoever looks has not seen, or only those without.',
      'filter.snoozed': 'Only those that are snoozed, or only those that are not.',
      'filter.claimed': 'Only those that somebody claimed, or only those that nobody has.',
      'filter.waiting': 'Only those whose customer waits for an answer, or only the others.',
      'filter.sort': 'Newest activity first, which is usual, or the customer who waits longest.',
      shared: 'Whether everybody in the workspace sees it.',
      owner: 'Who created it.',
      owner_name: 'The name by which they were known then.',
    },
    CreateViewBody: { '': 'A new view.' },
    EditViewBody: { '': 'What is left out stays. A filter replaces the one before.' },
  },
  examples: {
    View: {
      id: ids.view,
      name: 'VIPs',
      filter,
      shared: true,
      owner: ids.ana,
      created_at: '2026-10-05T12:00:00.000Z',
      version: 1,
    },
    CreateViewBody: { name: 'VIPs', filter, shared: true },
    EditViewBody: { shared: false },
  },
}
