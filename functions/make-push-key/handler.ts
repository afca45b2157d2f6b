import { variable } from '#adapters/environment.ts'
import { makePushKey } from '#adapters/pushes/key.ts'
import { customResource } from '../edge/custom-resource.ts'

/** Makes the key of pushes at the first deployment, and tells the template its public half. */
export const handler = customResource(async () => ({
  PublicKey: await makePushKey(variable('PUSH_SECRETS_PREFIX')),
}))
