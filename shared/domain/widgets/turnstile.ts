import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { TurnstileSecretName } from './turnstile-token.ts'
import type { Widget } from './widget.ts'
import type { WidgetJob } from './widget-job.ts'

/** What an admin says of Turnstile. The secret is given once with its site key, and again to replace it. */
export type TurnstileFacts = { siteKey: string; secret?: string | undefined }

/** As many random characters as make a name that no other secret has. */
const nameLength = 16

type Kept = Pick<App, 'turnstileSecrets'>

const turnstileSecretOf = ({
  workspace,
  turnstile,
}: Pick<Widget, 'workspace' | 'turnstile'>): TurnstileSecretName | undefined =>
  turnstile && { workspace, id: turnstile.secretName }

/**
 * The widget with Turnstile as it is to be: null takes it away, undefined leaves it. A new secret is kept before the widget names it.
 * Throws `validation_failed` where a site key comes without its secret.
 */
export const withTurnstile = async (
  app: Kept & Pick<App, 'randomId'>,
  { turnstile: before, ...widget }: Widget,
  facts: TurnstileFacts | null | undefined,
): Promise<Widget> => {
  if (facts === null) return widget
  if (!facts || (facts.secret === undefined && facts.siteKey === before?.siteKey))
    return before ? { ...widget, turnstile: before } : widget
  const { siteKey, secret } = facts
  if (secret === undefined) throw secretMissing()
  const secretName = `${widget.id}-${app.randomId(nameLength)}`
  await app.turnstileSecrets.put({ workspace: widget.workspace, id: secretName }, { secret })
  return { ...widget, turnstile: { siteKey, secretName } }
}

const secretMissing = (): DomainError => {
  const detail = 'Send the secret key that belongs to this site key.'
  return new DomainError('validation_failed', detail, { errors: [{ path: 'turnstile.secret', detail }] })
}

/** Removes the secret of `from` unless `to` has the same. A process that dies before leaves one that nothing names and nobody reads. */
export const dropSecret = async (app: Kept, from: Widget | undefined, to?: Widget): Promise<void> => {
  const name = from && turnstileSecretOf(from)
  if (name && name.id !== to?.turnstile?.secretName) await app.turnstileSecrets.remove(name)
}

/**
 * Whether Cloudflare took the visitor for a person; true where the widget does not ask. Safe to repeat: the request's id goes along.
 * Throws where the service does not answer.
 */
export const isPerson = async (
  app: Pick<App, 'log' | 'turnstile'>,
  widget: Widget,
  { id: attempt, turnstile: token, widgetId }: WidgetJob,
): Promise<boolean> => {
  const secret = turnstileSecretOf(widget)
  if (!secret) return true
  // Turnstile was switched on while the request was under way.
  if (!token) return false
  const { passed, reasons } = await app.turnstile.verify({ secret, token, attempt })
  if (!passed) app.log.info('Turnstile refuses a visitor', { widgetId, job: attempt, reasons })
  return passed
}
