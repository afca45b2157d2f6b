import type { teamOperations } from '../../api/teams.ts'
import type { Texts } from '../resource-texts.ts'
import { queuedExample } from './conversations.ts'
import { ids } from './shared.ts'

const queue = { team_id: ids.team, count: 1, capped: false, oldest_since: queuedExample.queued_since }

const one = { id: 'The team.' }

export const teamTexts: Texts<typeof teamOperations> = {
  tag: { name: 'Teams', description: 'Groups of agents who look after numbers and conversations.' },
  operations: {
    createTeam: 'Members may be added later.',
    listTeams: 'Oldest first.',
    getTeam: 'One team with its members.',
    listTeamQueues:
      'Teams that nothing waits for are left out. Each conversation is counted until its claim is known everywhere, a moment later.',
    readTeamQueue:
      'Conversations wait here when a workflow assigned them to the team and none of its agents was available with room for one more. Each goes to the first agent who has, the oldest first.',
    editTeam: '`members` replaces the list before. `hours_id` null takes the hours away.',
    deleteTeam: 'Refused with `team_in_use` while a number is assigned to it.',
  },
  parameters: { getTeam: one, readTeamQueue: one, editTeam: one, deleteTeam: one },
  schemas: {
    Team: {
      '': 'A group of agents.',
      members: 'The agents in it.',
      hours_id: 'The business hours of its numbers, where a number has none of its own.',
    },
    TeamQueue: {
      '': 'How much waits for a team.',
      count: 'How many conversations.',
      capped: 'Whether there are more than were counted.',
      oldest_since: 'The place of the one that waits longest.',
    },
    QueuedConversation: {
      '': 'A conversation that waits for an agent of a team.',
      conversation: 'The conversation.',
      since:
        'Its place in the queue: since when its customer waited, or when it was queued where nobody did.',
      by: '`round_robin`: it goes to whoever was given one longest ago. `least_busy`: to whoever has the fewest.',
      cap: 'An agent with so many open conversations is not given it.',
    },
    TeamMember: {
      '': 'An active agent of a team.',
      available: 'Whether conversations are handed to the agent.',
      available_since: 'When they became available. Missing while they are away.',
      open_conversations: 'How many they have claimed, counted up to a hundred.',
    },
    QueueOfTeam: {
      '': 'A page of what waits for a team, and how the team is.',
      queue: 'How much waits in all.',
      members: 'Its active agents.',
    },
    CreateTeamBody: { '': 'A new team.' },
    EditTeamBody: { '': 'What is left out stays.' },
  },
  examples: {
    Team: {
      id: ids.team,
      name: 'Repairs',
      members: [ids.ana, ids.ben],
      hours_id: ids.hours,
      created_at: '2026-09-01T08:00:00.000Z',
      version: 4,
    },
    TeamQueue: queue,
    QueueOfTeam: {
      data: [{ conversation: queuedExample, since: queue.oldest_since, by: 'round_robin', cap: 5 }],
      has_more: false,
      queue,
      members: [
        {
          agent_id: ids.ana,
          name: 'Ana Ruiz',
          available: true,
          available_since: '2026-11-27T13:58:00.000Z',
          open_conversations: 5,
        },
      ],
    },
    CreateTeamBody: { name: 'Repairs', members: [ids.ana] },
    EditTeamBody: { members: [ids.ana, ids.ben], hours_id: ids.hours },
  },
}
