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
    getPreferences: 'For agents only. What they never chose is the default.',
    editPreferences: 'For agents only. What is left out stays.',
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
    Calls: { '': 'For which texts of customers an agent is called.' },
    Preferences: {
      '': 'How an agent wants the inbox to look and to call, on each of their devices.',
      sound: 'When a sound is played.',
      pop_ups: 'When the browser shows a pop-up.',
      undo_seconds: 'How long a reply can be taken back before it is sent.',
      send_key: 'What sends: Enter, or Enter together with Ctrl or Command.',
      shortcuts: 'The keyboard.',
      'shortcuts.enabled': 'Whether single keys do something.',
      'shortcuts.keys': 'Own keys, by what they do.',
      theme: '`system` follows the device.',
      density: 'How close the rows stand.',
      language: "A tag of BCP 47, such as `es`. Missing: the browser's.",
    },
    EditPreferencesBody: { '': 'What is left out stays; null goes back to the default.' },
    EditAgentBody: {
      '': 'What is left out stays; null removes it.',
    },
  },
  examples: {
    Agent: agent,
    Me: { kind: 'agent', id: ids.ana, name: 'Ana Ruiz', workspace_id: 'wks_acme', agent },
    EditAgentBody: { default_number_id: ids.number },
    Preferences: {
      sound: 'mine_and_unclaimed',
      pop_ups: 'mine',
      undo_seconds: 0,
      send_key: 'enter',
      shortcuts: { enabled: true, keys: { claim: 'q' } },
      theme: 'system',
      density: 'comfortable',
      version: 1,
    },
    EditPreferencesBody: { theme: 'dark', language: null },
  },
}
