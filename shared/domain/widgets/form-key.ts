import type { App } from '../app.ts'
import type { WorkspaceId } from '../ids.ts'
import { formKeyOf } from './widget.ts'

/** As long as what it makes: HMAC with SHA-256. Each of our random characters has five bits. */
const keyLength = 52

/**
 * Makes the key with which forms sign the work that they ask of browsers, and hash visitors' addresses, unless there is one: it
 * stays the same as long as the ledger names such hashes.
 */
export const requireFormKey = async (
  app: Pick<App, 'randomId' | 'widgetSecrets'>,
  workspace: WorkspaceId,
): Promise<void> => {
  const owner = formKeyOf(workspace)
  if (await app.widgetSecrets.has(owner)) return
  await app.widgetSecrets.put(owner, { key: app.randomId(keyLength) })
}
