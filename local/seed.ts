import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type BaseApp, createApp } from '#adapters/app.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import type { Agent } from '#domain/agents/agent.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { ConflictError } from '#domain/error.ts'
import type { AgentId, WorkspaceId } from '#domain/ids.ts'
import { createNumber } from '#domain/numbers/create-number.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import type { NotificationUser } from '#domain/numbers/number.ts'
import { switchNumber } from '#domain/numbers/switch-number.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { credentials, region, type ServiceEndpoints } from './clients.ts'
import { subjectOf } from './identity/users.ts'
import type { Outputs } from './template/deploy.ts'

/** What seeding may use: where services answer, and the outputs of the stacks, such as the table's name. */
export type Seeding = { services: ServiceEndpoints; outputs: Outputs }

type Demo = { workspace: WorkspaceId; companyName: string; address: string; agents: Demonstrator[] }
type Demonstrator = { email: string; name: string; role: Agent['role'] }

/** The demo workspace, and a second one that must see nothing of it. */
const demos: Demo[] = [
  {
    workspace: 'wks_demo',
    companyName: 'Demo Company',
    address: '+12065550100',
    agents: [
      { email: 'ana@example.com', name: 'Ana', role: 'agent' },
      { email: 'ben@example.com', name: 'Ben', role: 'agent' },
      { email: 'admin@example.com', name: 'Admin', role: 'admin' },
    ],
  },
  {
    workspace: 'wks_other',
    companyName: 'Other Company',
    address: '+12065550200',
    agents: [{ email: 'olga@other.example', name: 'Olga', role: 'admin' }],
  },
]

/** Writes what is missing of the demo workspaces, by the use cases that the API has. */
export const seed = async ({ services, outputs }: Seeding) => {
  const client = new DynamoDBClient({ region, credentials, endpoint: services.dynamodb })
  const app = createApp(openTable(String(outputs.TableName), client))
  await Promise.all(demos.map((demo) => seedWorkspace(app, demo)))
  client.destroy()
}

const seedWorkspace = async (app: BaseApp, { workspace, companyName, address, agents }: Demo) => {
  await unlessThere(app.commit({ ...defaultSettings(workspace), companyName }))
  for (const agent of agents) await unlessThere(app.commit(agentRecord(app, workspace, agent)))
  if (!(await app.numbers.byAddress(address))) await seedNumber(app, workspace, address)
}

const unlessThere = (write: Promise<void>) =>
  write.catch((error) => {
    if (!(error instanceof ConflictError)) throw error
  })

const agentRecord = (app: BaseApp, workspace: WorkspaceId, facts: Demonstrator): Agent => {
  const id: AgentId = `agt_${subjectOf(facts.email).replaceAll('-', '')}`
  return { kind: 'agent', workspace, id, ...facts, active: true, createdAt: app.clock.now(), version: 0 }
}

const notified: NotificationUser = {
  firstName: 'Ana',
  lastName: 'Demo',
  email: 'ana@example.com',
  notifyByEmail: true,
  notifyBySms: false,
}

/** A number on the way that every number takes: registered, with somebody to notify, switched on, confirmed. */
const seedNumber = async (app: BaseApp, workspace: WorkspaceId, address: string) => {
  const seeder: Principal = { kind: 'program', workspace, id: 'seed', scopes: ['manage'] }
  const { id } = await createNumber(app, seeder, { address, name: 'Main line' })
  const registration = { status: 'approved' as const }
  const rate = { segmentsPerSecond: 20 }
  await editNumber(app, seeder, id, { notificationUsers: [notified], registration, rate })
  await switchNumber(app, seeder, id, 'activate')
  await switchNumber(app, seeder, id, 'confirm')
}
