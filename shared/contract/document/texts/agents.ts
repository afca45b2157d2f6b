import type { agentOperations } from '../../api/agents.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const agent = {
  id: ids.ana,
  name: 'Ana Ruiz',
  email: 'ana@example.com',
  role: 'agent',
  active: true,
  default_number_id: ids.number,
  created_at: '2026-09-01T08:00:00.000Z',
  version: 3,
}

export const agentTexts: Texts<typeof agentOperations> = {
  tag: {
    name: 'Agents',
    description:
      'The people of the workspace. Whoever the sign-in service puts into the workspace becomes an agent at their first request.',
  },
  operations: {
    getMe: 'Any token of the workspace may ask. A page calls it first, to know what to show.',
    listAgents: 'Oldest first.',
    getAgent: 'Agents stay when they are deactivated, so that what they wrote keeps its author.',
    editAgent:
      'Agents edit themselves; admins edit everybody. Only another admin may activate or deactivate an agent. An agent who is deactivated is refused from the next request on, and their conversations become unclaimed.',
  },
  parameters: { getAgent: { id: 'The agent.' }, editAgent: { id: 'The agent.' } },
  schemas: {
    Agent: {
      '': 'A person who answers customers.',
      name: 'The name that colleagues see.',
      email: 'Where the agent can be reached.',
      role: '`admin` may also change numbers, people and settings. It comes from the sign-in service.',
      active: 'Whether the agent may come in.',
      default_number_id:
        'The number that their texts leave from when they choose no other. Where it has users, they must be one of them.',
    },
    Me: {
      '': 'Who the token speaks for.',
      kind: '`agent`: a person. `program`: a client with scopes.',
      id: "The agent's id, or the client id of the program.",
      name: 'The name by which people know them.',
      workspace_id: 'The workspace of the token. Nothing of other workspaces is ever visible.',
      agent: 'The person, where it is one.',
      scopes: 'What the program may do, where it is one.',
    },
    EditAgentBody: {
      '': 'What is left out stays; null removes it.',
    },
  },
  examples: {
    Agent: agent,
    Me: { kind: 'agent', id: ids.ana, name: 'Ana Ruiz', workspace_id: 'wks_acme', agent },
    EditAgentBody: { default_number_id: ids.number },
  },
}
