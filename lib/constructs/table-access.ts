import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { table as names } from '#wiring/table.ts'

const indexes = [names.index, names.keyIndex]

const dynamodb = (...actions: string[]) => actions.map((action) => `dynamodb:${action}`)

/**
 * Reads by key and by query, writes of single items; transactions and batches need no other actions.
 * There is no Scan, and no deletion of more than one item: no use case may need them.
 */
export const grantTable = (table: ITable, { grantPrincipal }: IGrantable) => {
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: dynamodb('GetItem', 'BatchGetItem', 'Query'),
      resources: [table.tableArn, ...indexes.map(({ name }) => `${table.tableArn}/index/${name}`)],
    }),
  )
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: dynamodb('PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
      resources: [table.tableArn],
    }),
  )
}
