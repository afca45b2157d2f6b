import type { App } from '../app.ts'
import { sortableId } from '../ids.ts'
import type { Email } from './email.ts'

/** An e-mail that waits to be handed over. */
export const newEmail = (
  app: Pick<App, 'clock' | 'randomId'>,
  facts: Pick<Email, 'workspace' | 'to' | 'subject' | 'body'> & Pick<Partial<Email>, 'contactId'>,
): Email => {
  const createdAt = app.clock.now()
  const id = sortableId('eml', createdAt, app.randomId)
  return { kind: 'email', status: 'queued', createdAt, version: 0, ...facts, id }
}
