import type { Agent } from '#domain/agents/agent.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { EmailSender } from '#domain/settings/settings.ts'
import type { NewTemplate } from '#domain/templates/create-template.ts'
import type { User } from '../runner/identity/users.ts'

/** A workspace that is there from the first start on, with its number and its people. */
export type Demo = {
  workspace: WorkspaceId
  companyName: string
  email: EmailSender
  address: string
  /** An RCS agent of AWS. */
  rcsAgent?: string
  agents: { email: string; name: string; role: Agent['role'] }[]
  templates?: NewTemplate[]
}

const reply: Pick<NewTemplate, 'use' | 'format' | 'locales' | 'inputs' | 'teamIds'> = {
  use: 'reply',
  format: 'text',
  locales: {},
  inputs: [],
  teamIds: [],
}

const templates: NewTemplate[] = [
  {
    ...reply,
    name: 'Thanks',
    shortcut: 'thanks',
    body: 'Thank you{% if contact.first_name %}, {{ contact.first_name }}{% endif %}! {{ agent.first_name }}',
    locales: {
      es: '¡Gracias{% if contact.first_name %}, {{ contact.first_name }}{% endif %}! {{ agent.first_name }}',
    },
  },
  {
    ...reply,
    name: 'When we come',
    shortcut: 'visit',
    folder: 'Repairs',
    body: 'Hi {{ contact.first_name | default: "there" }}, our technician comes {{ input.when }}. Reply here if that does not suit you.',
    inputs: [{ name: 'when', label: 'When does the technician come?', required: true }],
  },
  {
    ...reply,
    name: 'Ready for pick-up',
    shortcut: 'ready',
    folder: 'Repairs',
    body: 'Good news{% if contact.first_name %}, {{ contact.first_name }}{% endif %}: your device is ready. {{ company.name }}',
  },
]

/** The demo workspace, and a second one that must see nothing of it. */
export const demos: Demo[] = [
  {
    workspace: 'wks_demo',
    companyName: 'Demo Company',
    email: { fromAddress: 'support@parley.example', fromName: 'Demo Company' },
    address: '+12065550100',
    rcsAgent: 'rcs-demo',
    agents: [
      { email: 'ana@example.com', name: 'Ana', role: 'agent' },
      { email: 'ben@example.com', name: 'Ben', role: 'agent' },
      { email: 'admin@example.com', name: 'Admin', role: 'admin' },
    ],
    templates,
  },
  {
    workspace: 'wks_other',
    companyName: 'Other Company',
    email: { fromAddress: 'other@parley.example', fromName: 'Other Company' },
    address: '+12065550200',
    agents: [{ email: 'olga@other.example', name: 'Olga', role: 'admin' }],
  },
]

/** An account of a demo workspace at a simulated carrier, with the one number that it has there. */
export type DemoAccount = {
  workspace: WorkspaceId
  admin: string
  carrier: 'twilio' | 'flowroute'
  name: string
  number: string
  /** The carrier's name of the account. */
  id: string
  secret: string
}

export const demoAccounts: DemoAccount[] = [
  {
    ...{ workspace: 'wks_demo', admin: 'admin@example.com' },
    ...{ carrier: 'twilio', name: 'Twilio', number: '+12065550102' },
    ...{ id: 'AC00000000000000000000000000000102', secret: 'demo-token' },
  },
  {
    ...{ workspace: 'wks_demo', admin: 'admin@example.com' },
    ...{ carrier: 'flowroute', name: 'Flowroute', number: '+12065550103' },
    ...{ id: 'demo-access', secret: 'demo-secret' },
  },
]

/** The people of all demo workspaces, in the groups that Cognito would have them in. */
export const demoUsers: User[] = demos.flatMap(({ workspace, agents }) =>
  agents.map(({ email, name, role }) => ({
    email,
    name,
    groups: role === 'admin' ? [workspace, `${workspace}.admin`] : [workspace],
  })),
)
