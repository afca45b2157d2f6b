import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { table as names } from '#wiring/table.ts'

const indexes = [names.index, names.keyIndex]

/** What a function does with the table beside reading by key and by query and writing items. */
export type TableUse = 'reads batches' | 'deletes items' | 'counts'

const actionsOf: Record<TableUse, { read?: string; write?: string }> = {
  'reads batches': { read: 'dynamodb:BatchGetItem' },
  'deletes items': { write: 'dynamodb:DeleteItem' },
  counts: { write: 'dynamodb:UpdateItem' },
}

/**
 * Reads by key and by query, writes of single items, and what else the function says that it does; transactions need no
 * other actions. There is no Scan: no use case may need one.
 */
export const grantTable = (table: ITable, grantee: IGrantable, uses: TableUse[]) => {
  const more = (way: 'read' | 'write') => uses.flatMap((use) => actionsOf[use][way] ?? [])
  grantReads(table, grantee, more('read'))
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['dynamodb:PutItem', ...more('write')],
      resources: [table.tableArn],
    }),
  )
}

/** Reads by key and by query, and nothing else. */
export const grantReads = (table: ITable, { grantPrincipal }: IGrantable, more: string[] = []) =>
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:Query', ...more],
      resources: [table.tableArn, ...indexes.map(({ name }) => `${table.tableArn}/index/${name}`)],
    }),
  )

/**
 * Reads by key and by query, and counts, of what lies under `link#`, which is what people without a token may be shown. Its keys are codes
 * and ids that the table's other partitions, which begin with a workspace, never have.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export const grantPublicUse = ({ tableArn }: ITable, { grantPrincipal }: IGrantable) =>
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
      resources: [tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${names.publicPartitions}*`] } },
    }),
  )
