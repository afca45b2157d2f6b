import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createApp } from '#adapters/app.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { assignToTeam } from '#domain/assignment/assign-to-team.ts'
import type { ConversationId, TeamId } from '#domain/ids.ts'
import { credentials, region } from '../../../local/runner/core/clients.ts'
import type { startStack } from './stack.ts'

type Stack = Pick<Awaited<ReturnType<typeof startStack>>, 'services' | 'outputs'>

/** Assigns a conversation to a team as a program would, in the table of a running stack. */
export const assignIn = async (
  { services, outputs }: Stack,
  conversation: string,
  team: string,
): Promise<void> => {
  const client = new DynamoDBClient({ region, credentials, endpoint: services.dynamodb })
  const principal = { kind: 'program', workspace: 'wks_demo', id: 'crm', scopes: ['manage'] } as const
  const how = { teamId: team as TeamId, by: 'round_robin', cap: 5 } as const
  const app = createApp(openTable(String(outputs.TableName), client))
  await assignToTeam(app, principal, conversation as ConversationId, how)
  client.destroy()
}
