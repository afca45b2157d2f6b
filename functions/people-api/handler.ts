import { createApp } from '#adapters/app.ts'
import { createAccounts } from '#adapters/aws/accounts.ts'
import { variable } from '#adapters/environment.ts'
import { agentOperations } from '#contract/api/agents.ts'
import { numberEditOperations } from '#contract/api/numbers.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { agentRoutes } from '../http-api/resources/agents.ts'
import { numberEditRoutes } from '../http-api/resources/number-edits.ts'

const accounts = createAccounts(variable('USER_POOL_ID'))

export const handler = createHandler(
  { ...createApp(), accounts },
  { ...agentOperations, ...numberEditOperations },
  { ...agentRoutes, ...numberEditRoutes },
)
