import type { teamOperations } from '../../api/teams.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The team.' }

export const teamTexts: Texts<typeof teamOperations> = {
  tag: { name: 'Teams', description: 'Groups of agents who look after numbers and conversations.' },
  operations: {
    createTeam: 'Members may be added later.',
    listTeams: 'Oldest first.',
    getTeam: 'One team with its members.',
    editTeam: '`members` replaces the list before. `hours_id` null takes the hours away.',
    deleteTeam: 'Refused with `team_in_use` while a number is assigned to it.',
  },
  parameters: { getTeam: one, editTeam: one, deleteTeam: one },
  schemas: {
    Team: {
      '': 'A group of agents.',
      members: 'The agents in it.',
      hours_id: 'The business hours of its numbers, where a number has none of its own.',
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
    CreateTeamBody: { name: 'Repairs', members: [ids.ana] },
    EditTeamBody: { members: [ids.ana, ids.ben], hours_id: ids.hours },
  },
}
