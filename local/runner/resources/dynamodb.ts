import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { z } from 'zod'
import { createTimeToLive } from '../emulators/time-to-live.ts'
import { TemplateError } from '../template/error.ts'
import { type Platform, resourceType } from './platform.ts'

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))

const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).optional(),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
})

const viewType = z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY'])

/** AWS::DynamoDB::Table */
export const table = resourceType({
  uses: {
    TableName: z.string().optional(),
    AttributeDefinitions: z.array(
      z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    BillingMode: z.literal('PAY_PER_REQUEST'),
    GlobalSecondaryIndexes: z.array(index).optional(),
    LocalSecondaryIndexes: z.array(index).optional(),
    StreamSpecification: z.strictObject({ StreamViewType: viewType }).optional(),
    TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  },
  ignores: [
    'ContributorInsightsSpecification',
    'DeletionProtectionEnabled',
    'PointInTimeRecoverySpecification',
    'ResourcePolicy',
    'SSESpecification',
    'TableClass',
    'Tags',
  ],
  create: async (properties, resource, platform) => {
    const { TableName = resource.name, StreamSpecification, TimeToLiveSpecification, ...rest } = properties
    const input: CreateTableCommandInput = {
      TableName,
      ...rest,
      ...(StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
    }
    const existing = await describe(TableName, platform)
    if (existing) checkSame(existing, input)
    else await create(input, TimeToLiveSpecification, platform)
    if (TimeToLiveSpecification?.Enabled) {
      const keys = rest.KeySchema.map(({ AttributeName }) => AttributeName)
      const expiring = { table: TableName, attribute: TimeToLiveSpecification.AttributeName, keys }
      platform.sources.push(
        createTimeToLive(platform.clients.dynamodb, platform.clock, platform.log, expiring),
      )
    }
    const created = existing ?? (await describe(TableName, platform))
    return {
      ref: TableName,
      attributes: { Arn: created?.TableArn ?? '', StreamArn: created?.LatestStreamArn ?? '' },
    }
  },
})

const describe = async (TableName: string, { clients }: Platform): Promise<TableDescription | undefined> => {
  try {
    return (await clients.dynamodb.send(new DescribeTableCommand({ TableName }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

const create = async (
  input: CreateTableCommandInput,
  TimeToLiveSpecification: { AttributeName: string; Enabled: boolean } | undefined,
  { clients }: Platform,
) => {
  await clients.dynamodb.send(new CreateTableCommand(input))
  if (TimeToLiveSpecification)
    await clients.dynamodb.send(
      new UpdateTimeToLiveCommand({ TableName: input.TableName, TimeToLiveSpecification }),
    )
}

/** A table keeps its keys and indexes for life; here too, since its data are to be kept. */
const checkSame = (existing: TableDescription, wanted: CreateTableCommandInput) => {
  const shape = (table: TableDescription | CreateTableCommandInput) =>
    JSON.stringify([
      keys(table.KeySchema),
      [table.GlobalSecondaryIndexes, table.LocalSecondaryIndexes].map((indexes = []) =>
        indexes.map(({ IndexName, KeySchema }) => [IndexName, keys(KeySchema)]).sort(),
      ),
    ])
  if (shape(existing) !== shape(wanted))
    throw new TemplateError(
      `Table ${wanted.TableName} was created with other keys or indexes. Start once with --fresh, which begins without data.`,
    )
}

const keys = (schema: { AttributeName?: string; KeyType?: string }[] = []) =>
  schema.map(({ AttributeName, KeyType }) => [AttributeName, KeyType])
