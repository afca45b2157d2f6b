import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { table as names } from '#contract/table.ts'

/** Reads by key and by query, on the table and its index. There is no Scan: no use case may need one. */
export const grantRead = (table: ITable, grantee: IGrantable) =>
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
      resources: [table.tableArn, `${table.tableArn}/index/${names.index.name}`],
    }),
  )

/** Writes single items; a TransactWriteItems needs the same actions. */
export const grantWrite = (table: ITable, grantee: IGrantable) =>
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map(
        (action) => `dynamodb:${action}`,
      ),
      resources: [table.tableArn],
    }),
  )
