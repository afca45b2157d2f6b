import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { Source } from '../event-source/source.ts'

type Expiring = { table: string; attribute: string; keys: string[] }

const sweepEvery = 60_000

/** Deletes what has expired by the virtual clock, from time to time and after every jump. AWS takes up to two days. */
export const createTimeToLive = (
  client: DynamoDBClient,
  clock: Clock,
  log: Log,
  expiring: Expiring,
): Source => {
  let sweeping = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const sweep = () => {
    sweeping = sweeping
      .then(() => deleteExpired(client, expiring, clock.now()))
      .catch((error) => log('time to live', String(error), 'error'))
  }
  return {
    start: () => {
      clock.afterTravel(sweep)
      timer = setInterval(sweep, sweepEvery)
    },
    settle: () => sweeping,
    stop: () => {
      clearInterval(timer)
      return sweeping
    },
  }
}

/** An item that got a new time meanwhile stays. `now`: epoch milliseconds. */
export const deleteExpired = async (
  client: DynamoDBClient,
  { table, attribute, keys }: Expiring,
  now: number,
) => {
  const expired = {
    ExpressionAttributeNames: { '#expires': attribute },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
  }
  const scan = { TableName: table, FilterExpression: '#expires < :now', ...expired }
  for await (const { Items = [] } of paginateScan({ client }, scan)) {
    for (const item of Items) {
      const Key = Object.fromEntries(keys.map((key) => [key, item[key] as AttributeValue]))
      const condition = { ConditionExpression: '#expires < :now', ...expired }
      await client.send(new DeleteItemCommand({ TableName: table, Key, ...condition })).catch(unlessKept)
    }
  }
}

const unlessKept = (error: unknown) => {
  if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error
}
