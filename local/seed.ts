import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createApp } from '#adapters/app.ts'
import { openTable } from '#adapters/dynamo/table.ts'
import type { Agent } from '#domain/agents/agent.ts'
import type { StoredRecord } from '#domain/app.ts'
import { ConflictError } from '#domain/error.ts'
import type { AgentId, WorkspaceId } from '#domain/ids.ts'
import { type BusinessNumber, newNumber } from '#domain/numbers/number.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { credentials, region, type ServiceEndpoints } from './clients.ts'
import { subjectOf } from './identity/users.ts'
import type { Outputs } from './template/deploy.ts'

/** What seeding may use: where services answer, and the outputs of the stacks, such as the table's name. */
export type Seeding = { services: ServiceEndpoints; outputs: Outputs }

/** Writes the demo workspace, and a second one that must see nothing of it, where they are missing. */
export const seed = async ({ services, outputs }: Seeding) => {
  const client = new DynamoDBClient({ region, credentials, endpoint: services.dynamodb })
  const app = createApp(openTable(String(outputs.TableName), client))
  for (const record of records(app.clock.now())) {
    await app.commit(record).catch((error) => {
      if (!(error instanceof ConflictError)) throw error
    })
  }
  client.destroy()
}

const records = (now: number): StoredRecord[] => [
  { ...defaultSettings('wks_demo'), companyName: 'Demo Company' },
  number('wks_demo', 'num_demo0001', '+12065550100', now),
  agent('wks_demo', 'ana@example.com', 'Ana', now),
  agent('wks_demo', 'ben@example.com', 'Ben', now),
  { ...agent('wks_demo', 'admin@example.com', 'Admin', now), role: 'admin' },
  { ...defaultSettings('wks_other'), companyName: 'Other Company' },
  number('wks_other', 'num_other001', '+12065550200', now),
]

const number = (
  workspace: WorkspaceId,
  id: BusinessNumber['id'],
  address: string,
  createdAt: number,
): BusinessNumber =>
  newNumber({
    workspace,
    id,
    address,
    name: 'Main line',
    country: 'US',
    state: 'active',
    rate: { segmentsPerSecond: 20 },
    createdAt,
  })

const agent = (workspace: WorkspaceId, email: string, name: string, createdAt: number): Agent => {
  const id: AgentId = `agt_${subjectOf(email).replaceAll('-', '')}`
  return { kind: 'agent', workspace, id, name, email, role: 'agent', active: true, createdAt, version: 0 }
}
