import type { BaseApp } from '#adapters/app.ts'
import type * as contract from '#contract/api/agents.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { Agent } from '#domain/agents/agent.ts'
import { isAvailable } from '#domain/agents/availability.ts'
import { editAgent } from '#domain/agents/edit-agent.ts'
import { editPreferences, type PreferencesPatch } from '#domain/agents/edit-preferences.ts'
import { inviteAgent } from '#domain/agents/invite-agent.ts'
import { listAgents } from '#domain/agents/list-agents.ts'
import type { Preferences } from '#domain/agents/preferences.ts'
import { readAgent } from '#domain/agents/read-agent.ts'
import { type Me, readMe } from '#domain/agents/read-me.ts'
import { readPreferences } from '#domain/agents/read-preferences.ts'
import { resendInvite } from '#domain/agents/resend-invite.ts'
import { setAvailable } from '#domain/agents/set-available.ts'
import type { App } from '#domain/app.ts'
import { requireQuietTimes } from '#domain/notices/quiet-times.ts'
import { usualEmails, usualPushes } from '#domain/notices/wants-call.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime, presentPage, time } from './present.ts'

type Operations = typeof contract.meOperations & typeof contract.agentOperations

/** An app that may also invite people and change how they sign in. */
export type PeopleApp = BaseApp & Pick<App, 'accounts'>

export const meRoutes: Routes<typeof contract.meOperations> = {
  getMe: async ({ app, principal }) => presentMe(await readMe(app, principal)),
  editMe: async ({ app, principal, body }) => presentMe(await setAvailable(app, principal, body.available)),
  getPreferences: async ({ app, principal }) =>
    presentPreferences(await readPreferences(app, principal, 'fresh')),
  editPreferences: async ({ app, principal, body: { shortcuts, ...body }, seen }) => {
    requireQuietTimes(body.quiet_times)
    const patch = { ...camelCased(body), ...shortcutsOf(shortcuts) }
    return presentPreferences(await editPreferences(app, principal, patch, seen))
  },
}

export const agentRoutes: Routes<typeof contract.agentOperations, PeopleApp> = {
  listAgents: async ({ app, principal, query }) =>
    presentPage(await listAgents(app, principal, query), presentAgent),
  getAgent: async ({ app, principal, params }) => presentAgent(await readAgent(app, principal, params.id)),
  editAgent: async ({ app, principal, params, body, seen }) =>
    presentAgent(await editAgent(app, principal, params.id, camelCased(body), seen)),
  inviteAgent: async ({ app, principal, body }) =>
    presentAgent(await inviteAgent(app, principal, camelCased(body))),
  resendInvite: async ({ app, principal, params }) =>
    presentAgent(await resendInvite(app, principal, params.id)),
}

const presentMe = ({ principal, agent }: Me): Shape<Operations['getMe']['response']> => ({
  kind: principal.kind,
  id: principal.id,
  name: principal.name,
  workspace_id: principal.workspace,
  agent: agent && presentAgent(agent),
  scopes: principal.kind === 'program' ? [...principal.scopes] : undefined,
})

type Shortcuts = { enabled: boolean; keys?: Record<string, string> } | null | undefined

const shortcutsOf = (shortcuts: Shortcuts): Pick<PreferencesPatch, 'shortcuts' | 'keys'> => {
  if (shortcuts === undefined) return {}
  if (shortcuts === null) return { shortcuts, keys: null }
  return { shortcuts: shortcuts.enabled ? 'on' : 'off', keys: shortcuts.keys }
}

type PreferencesView = Shape<Operations['getPreferences']['response']>

const presentPreferences = (of: Preferences): PreferencesView => ({
  sound: of.sound ?? 'mine_and_unclaimed',
  pop_ups: of.popUps ?? 'mine',
  email_for: [...(of.emailFor ?? usualEmails)],
  push_for: [...(of.pushFor ?? usualPushes)],
  quiet_times: of.quietTimes as PreferencesView['quiet_times'],
  undo_seconds: of.undoSeconds ?? 0,
  send_key: of.sendKey ?? 'enter',
  shortcuts: { enabled: of.shortcuts !== 'off', keys: of.keys ?? {} },
  theme: of.theme ?? 'system',
  density: of.density ?? 'comfortable',
  language: of.language,
  version: of.version,
})

export const presentAgent = (agent: Agent): Shape<Operations['getAgent']['response']> => ({
  id: agent.id,
  name: agent.name,
  email: agent.email,
  role: agent.role,
  active: agent.active,
  available: isAvailable(agent),
  available_since: optionalTime(agent.availableSince),
  sign_in: agent.signInBy ?? 'password',
  invited_at: optionalTime(agent.invitedAt),
  sign_in_pending: agent.signInPending,
  default_number_id: agent.defaultNumberId,
  created_at: time(agent.createdAt),
  version: agent.version,
})
