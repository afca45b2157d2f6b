import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { ConflictError, DomainError } from '../error.ts'
import { sortableId, type WidgetId } from '../ids.ts'
import { type BusinessNumber, isTextable } from '../numbers/number.ts'
import { type Patch, patched } from '../patch.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { requireFormKey } from './form-key.ts'
import { loadWidget, type UsedWidget, withUse } from './load-widget.ts'
import { publicOf } from './public-widget.ts'
import { dropSecret, type TurnstileFacts, withTurnstile } from './turnstile.ts'
import { mostWidgets, unused, type Widget } from './widget.ts'
import { requireWhole, withWording } from './wording.ts'

type Needs = Pick<
  App,
  'clock' | 'commit' | 'numbers' | 'randomId' | 'turnstileSecrets' | 'widgetSecrets' | 'widgets'
>

type Facts = Pick<
  Widget,
  | 'name'
  | 'numberId'
  | 'language'
  | 'words'
  | 'colour'
  | 'allowedOrigins'
  | 'form'
  | 'termsUrl'
  | 'privacyUrl'
  | 'caps'
>

/** Null takes Turnstile away. */
type Turnstile = { turnstile?: TurnstileFacts | null | undefined }

/**
 * Adds a widget, with the copy that pages outside may read. Throws `validation_failed` for a number that cannot be texted or a
 * form without its wording, `too_many_widgets`, `forbidden`.
 */
export const createWidget = async (
  app: Needs,
  principal: Principal,
  { turnstile, ...facts }: Facts & Turnstile,
): Promise<UsedWidget> => {
  requireAdmin(principal)
  const { workspace } = principal
  const now = app.clock.now()
  if ((await app.widgets.list(workspace, 'fresh')).length >= mostWidgets)
    throw new DomainError('too_many_widgets', `A workspace has ${mostWidgets} widgets at most.`)
  const id = sortableId('wdg', now, app.randomId)
  const made: Widget = {
    kind: 'widget',
    workspace,
    id,
    ...facts,
    consentVersion: 0,
    createdAt: now,
    version: 0,
  }
  const widget = await save(app, principal, undefined, made, turnstile)
  return { widget, use: unused(widget) }
}

/**
 * Edits a widget. Another wording of consent gets the next number, and those before are kept. Throws `validation_failed`,
 * `precondition_failed`, `not_found`, `forbidden`.
 */
export const editWidget = (
  app: Needs,
  principal: Principal,
  id: WidgetId,
  { turnstile, ...patch }: Patch<Facts> & Turnstile,
  seen?: SeenVersions,
): Promise<UsedWidget> =>
  retryOnConflict(app, async () => {
    const before = await loadWidget(app, principal, id)
    requireSeen(before, seen)
    const { formStoppedAt, ...next } = patched(before, patch)
    const stopped = next.form === 'off' && formStoppedAt ? { formStoppedAt } : {}
    return withUse(app, await save(app, principal, before, { ...next, ...stopped }, turnstile))
  })

/** Forgets a widget: pages that still have it show nothing. Its wordings stay. Throws `precondition_failed`, `not_found`, `forbidden`. */
export const deleteWidget = (
  app: Needs,
  principal: Principal,
  id: WidgetId,
  seen?: SeenVersions,
): Promise<void> =>
  retryOnConflict(app, async () => {
    const widget = await loadWidget(app, principal, id)
    requireSeen(widget, seen)
    const [copy, use] = await Promise.all([app.widgets.published(id), app.widgets.use(widget.workspace, id)])
    const gone = [widget, copy, use].filter((record) => record !== undefined)
    await app.commit(...gone.map((record) => ({ remove: record })))
    await dropSecret(app, widget)
  })

/**
 * One transaction: the widget, its public copy, and its wording where that is new. The secret of Turnstile is kept before and removed
 * after: whatever the widget names is there.
 */
const save = async (
  app: Needs,
  principal: Principal,
  before: Widget | undefined,
  next: Widget,
  turnstile: Turnstile['turnstile'],
): Promise<Widget> => {
  requireWhole(next)
  const number = await loadTextable(app, next)
  // A form without its key could not be served.
  if (next.form === 'on') await requireFormKey(app, next.workspace)
  const guarded = await withTurnstile(app, next, turnstile)
  const { widget, wording } = withWording(before, guarded, principal, app.clock.now())
  try {
    await app.commit(widget, publicOf(widget, number), ...(wording ? [wording] : []))
  } catch (error) {
    // Of other errors it is not known whether it was written.
    if (error instanceof ConflictError) await dropSecret(app, widget, before)
    throw error
  }
  await dropSecret(app, before, widget)
  return asStored(widget)
}

/** What visitors text must take their texts. Throws `validation_failed`. */
const loadTextable = async (
  app: Needs,
  { workspace, numberId }: Pick<Widget, 'workspace' | 'numberId'>,
): Promise<BusinessNumber> => {
  const number = await app.numbers.get(workspace, numberId, 'fresh')
  if (number && isTextable(number)) return number
  const detail = 'This must be an active number of the workspace that takes texts.'
  throw new DomainError('validation_failed', detail, { errors: [{ path: 'number_id', detail }] })
}
