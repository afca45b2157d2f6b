import * as z from 'zod/mini'
import { weekly } from './business-hours.ts'
import type { Operation } from './operation.ts'
import {
  agentId,
  atMost,
  named,
  numberId,
  page,
  pageQuery,
  teamId,
  text,
  timestamp,
  words,
  zone,
} from './shapes.ts'

const role = () => z.enum(['agent', 'admin'])
const email = () => z.email().check(z.maxLength(254))

export const agent = named('Agent', () =>
  z.object({
    id: agentId,
    name: z.string(),
    email: z.optional(z.string()),
    role: role(),
    active: z.boolean(),
    /** Whether conversations may be handed to them. */
    available: z.boolean(),
    available_since: z.optional(timestamp),
    /** `code`: without a password; whoever is told of texts by e-mail signs in so. */
    sign_in: z.enum(['password', 'code']),
    invited_at: z.optional(timestamp),
    sign_in_pending: z.optional(z.literal(true)),
    default_number_id: z.optional(numberId),
    created_at: timestamp,
    version: z.int(),
  }),
)

const me = named('Me', () =>
  z.object({
    kind: z.enum(['agent', 'program']),
    id: z.string(),
    name: z.optional(z.string()),
    workspace_id: z.string(),
    agent: z.optional(agent()),
    scopes: z.optional(z.array(z.enum(['read', 'send', 'manage']))),
  }),
)

/** For which texts of customers an agent is called. */
const calls = named('Calls', () => z.enum(['off', 'mine', 'mine_and_unclaimed', 'all']))
const callKinds = () => z.array(z.enum(['mine', 'unclaimed', 'mentions'])).check(z.maxLength(3))
/** When nothing calls: the times that start on each day of the week, in a zone of the IANA database. */
const quietTimes = () => z.strictObject({ zone, weekly: weekly() })
const sendKey = () => z.enum(['enter', 'ctrl_enter'])
const theme = () => z.enum(['system', 'light', 'dark'])
const density = () => z.enum(['comfortable', 'compact'])
const language = () => z.string().check(z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))

const preferences = named('Preferences', () =>
  z.object({
    sound: calls(),
    pop_ups: calls(),
    email_for: callKinds(),
    push_for: callKinds(),
    quiet_times: z.optional(quietTimes()),
    undo_seconds: z.int(),
    send_key: sendKey(),
    shortcuts: z.object({ enabled: z.boolean(), keys: z.record(z.string(), z.string()) }),
    theme: theme(),
    density: density(),
    language: z.optional(z.string()),
    version: z.int(),
  }),
)

const preferencesPatch = () =>
  z.strictObject({
    sound: z.optional(z.nullable(calls())),
    pop_ups: z.optional(z.nullable(calls())),
    email_for: z.optional(z.nullable(callKinds())),
    push_for: z.optional(z.nullable(callKinds())),
    quiet_times: z.optional(z.nullable(quietTimes())),
    undo_seconds: z.optional(z.nullable(z.int().check(z.gte(0), z.lte(30)))),
    send_key: z.optional(z.nullable(sendKey())),
    shortcuts: z.optional(
      z.nullable(
        z.strictObject({
          enabled: z.boolean(),
          keys: z.optional(z.record(text(40), text(40)).check(atMost(60))),
        }),
      ),
    ),
    theme: z.optional(z.nullable(theme())),
    density: z.optional(z.nullable(density())),
    language: z.optional(z.nullable(language())),
  })

const one = () => z.object({ id: agentId })

export const meOperations = {
  getMe: {
    method: 'GET',
    path: '/v1/me',
    summary: 'Who the token speaks for: an agent, or a program with its scopes',
    response: me,
    status: 200,
  },
  editMe: {
    method: 'PATCH',
    path: '/v1/me',
    summary: 'Become available for conversations that are handed out, or away',
    scope: 'manage',
    body: () => z.strictObject({ available: z.boolean() }),
    response: me,
    status: 200,
  },
  getPreferences: {
    method: 'GET',
    path: '/v1/me/preferences',
    summary: 'How the asking agent wants the inbox to look and to call',
    scope: 'read',
    response: preferences,
    status: 200,
  },
  editPreferences: {
    method: 'PATCH',
    path: '/v1/me/preferences',
    summary: 'Change own preferences; null goes back to the default',
    scope: 'manage',
    body: preferencesPatch,
    ifMatch: 'required',
    response: preferences,
    status: 200,
  },
} as const satisfies Record<string, Operation>

export const agentOperations = {
  listAgents: {
    method: 'GET',
    path: '/v1/agents',
    summary: 'The agents of the workspace, deactivated ones included',
    scope: 'read',
    query: () => z.object(pageQuery),
    response: page(agent),
    status: 200,
  },
  getAgent: {
    method: 'GET',
    path: '/v1/agents/{id}',
    summary: 'One agent',
    scope: 'read',
    params: one,
    response: agent,
    status: 200,
  },
  editAgent: {
    method: 'PATCH',
    path: '/v1/agents/{id}',
    summary:
      'Edit an agent; who is deactivated can no longer come in, and their conversations become unclaimed',
    scope: 'manage',
    params: one,
    body: () =>
      z.strictObject({
        name: z.optional(words(100)),
        email: z.optional(z.nullable(email())),
        default_number_id: z.optional(z.nullable(numberId)),
        active: z.optional(z.boolean()),
        available: z.optional(z.boolean()),
        role: z.optional(role()),
      }),
    ifMatch: 'required',
    response: agent,
    status: 200,
  },
  inviteAgent: {
    method: 'POST',
    path: '/v1/agents',
    summary: 'Invite somebody by e-mail',
    scope: 'manage',
    role: 'admin',
    body: () =>
      z.strictObject({
        name: words(100),
        email: email(),
        role: z._default(role(), 'agent'),
        team_ids: z._default(z.array(teamId).check(z.maxLength(20)), []),
        default_number_id: z.optional(numberId),
      }),
    response: agent,
    status: 201,
  },
  resendInvite: {
    method: 'POST',
    path: '/v1/agents/{id}/resend_invite',
    summary: 'Mail an invitation once more',
    scope: 'manage',
    role: 'admin',
    params: one,
    response: agent,
    status: 200,
  },
} as const satisfies Record<string, Operation>
