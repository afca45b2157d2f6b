import type { agentOperations, meOperations } from '../../api/agents.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The agent.' }

const agent = {
  id: ids.ana,
  name: 'Ana Ruiz',
  email: 'ana@example.com',
  role: 'agent',
  active: true,
  available: true,
  available_since: '2026-11-23T17:58:00.000Z',
  sign_in: 'password',
  default_number_id: ids.number,
  created_at: '2026-09-01T08:00:00.000Z',
  version: 3,
}

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const quietTimes: Record<string, string> = {
  'quiet_times.weekly': 'The times that start on each day of the week. A day that is missing has none.',
  ...Object.fromEntries(
    days.flatMap((name) => [
      [
        `quiet_times.weekly.${name}`,
        `The times that start on a ${name.charAt(0).toUpperCase()}${name.slice(1)}.`,
      ],
      [`quiet_times.weekly.${name}.from`, 'The wall time from which nothing calls, such as `20:00`.'],
      [
        `quiet_times.weekly.${name}.to`,
        'The wall time of its end. At or before `from` it is on the next day.',
      ],
    ]),
  ),
}

export const agentTexts: Texts<typeof agentOperations & typeof meOperations> = {
  tag: {
    name: 'Agents',
    description:
      'The people of the workspace. Admins invite them; whoever the sign-in service puts into the workspace otherwise becomes an agent at their first request.',
  },
  operations: {
    getMe: 'Any token of the workspace may ask. A page calls it first, to know what to show.',
    editMe:
      'For agents only. An agent is away until they say otherwise, and then available until they say otherwise, whether the portal is open or not. Saying the same again changes nothing.',
    getPreferences: 'For agents only. What they never chose is the default.',
    editPreferences: 'For agents only. What is left out stays.',
    listAgents: 'Oldest first.',
    getAgent: 'Agents stay when they are deactivated, so that what they wrote keeps its author.',
    editAgent:
      'Agents edit themselves; admins edit everybody. Only another admin may change the role of an agent, or activate or deactivate them, and not of the last admin. A role counts from the next request on. An agent who is deactivated is refused from then on and signed out everywhere, and their conversations become unclaimed.',
    inviteAgent:
      'Mails a password for the first sign-in, good for seven days. Safe to repeat after a failure: nobody is invited twice.',
    resendInvite: 'Mails a new password to somebody who has not signed in yet; the one before stops working.',
  },
  parameters: { getAgent: one, editAgent: one, resendInvite: one },
  schemas: {
    Agent: {
      '': 'A person who answers customers.',
      name: 'The name that colleagues see.',
      email: 'Where the agent can be reached.',
      role: '`admin` may also change numbers, people and settings. A change in the sign-in service itself counts from their next token on.',
      active: 'Whether the agent may come in.',
      available: 'Whether conversations are handed to the agent. Nobody who is deactivated is available.',
      available_since: 'When they became available. Missing while they are away.',
      invited_at: 'When they were last invited. Missing once they have signed in.',
      sign_in_pending:
        'The sign-in service could not be told yet of their role or of their deactivation, which count here all the same. Any edit of the agent tells it again.',
      sign_in:
        'How they sign in: by a `password` of their own, or, where they were first told of the texts of a number, by a `code` that is sent to them each time.',
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
      pop_ups: 'When the browser shows a pop-up. Whatever it is but `off`, it does for a mention, too.',
      email_for:
        'For what an e-mail calls them: texts in what they claimed or take part in (`mine`), unclaimed ones of their teams (`unclaimed`), and `mentions` in notes.',
      push_for:
        'For what their devices call them where they have switched that on, as `email_for` does by e-mail.',
      quiet_times: 'When nothing calls them. Missing: never.',
      'quiet_times.zone': 'A time zone of the IANA database.',
      ...quietTimes,
      undo_seconds: 'How long a reply can be taken back before it is sent.',
      send_key: 'What sends: Enter, or Enter together with Ctrl or Command.',
      shortcuts: 'The keyboard.',
      'shortcuts.enabled': 'Whether single keys do something.',
      'shortcuts.keys': 'Own keys, by what they do.',
      theme: '`system` follows the device.',
      density: 'How close the rows stand.',
      language: "A tag of BCP 47, such as `es`. Missing: the browser's.",
    },
    EditMeBody: {
      '': 'What the agent says of themselves.',
      available: 'Whether conversations may be handed to them.',
    },
    EditPreferencesBody: { '': 'What is left out stays; null goes back to the default.', ...quietTimes },
    EditAgentBody: {
      '': 'What is left out stays; null removes it.',
    },
    InviteAgentBody: {
      '': 'Somebody who shall answer customers.',
      email: 'Where the invitation goes, and what they sign in with.',
      team_ids: 'The teams that they belong to from the start.',
    },
  },
  examples: {
    Agent: agent,
    Me: { kind: 'agent', id: ids.ana, name: 'Ana Ruiz', workspace_id: 'wks_acme', agent },
    EditAgentBody: { default_number_id: ids.number },
    InviteAgentBody: { name: 'Ben Okoro', email: 'ben@example.com', role: 'agent', team_ids: [ids.team] },
    Preferences: {
      sound: 'mine_and_unclaimed',
      pop_ups: 'mine',
      email_for: ['mentions'],
      push_for: ['mine', 'mentions'],
      quiet_times: { zone: 'America/Denver', weekly: { monday: [{ from: '20:00', to: '07:00' }] } },
      undo_seconds: 0,
      send_key: 'enter',
      shortcuts: { enabled: true, keys: { claim: 'q' } },
      theme: 'system',
      density: 'comfortable',
      version: 1,
    },
    EditMeBody: { available: true },
    EditPreferencesBody: { theme: 'dark', language: null },
  },
}
