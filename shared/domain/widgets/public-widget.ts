import type { WidgetId, WorkspaceId } from '../ids.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Widget } from './widget.ts'

/** What whoever serves pages outside may know of a widget. It lies where nothing else of a workspace does. */
export type PublicWidget = Pick<
  Widget,
  'language' | 'words' | 'colour' | 'allowedOrigins' | 'form' | 'termsUrl' | 'privacyUrl' | 'consentVersion'
> & {
  kind: 'public_widget'
  workspace: WorkspaceId
  widgetId: WidgetId
  /** Of Cloudflare Turnstile, where the form has it. */
  turnstileSiteKey?: string
  /** The number that visitors text. */
  address: string
  version: number
}

/** The public copy of a widget; it has the widget's own version, so that both are written as one. */
export const publicOf = (
  { workspace, id, version, ...widget }: Widget,
  { address }: Pick<BusinessNumber, 'address'>,
): PublicWidget => ({
  ...{ kind: 'public_widget', workspace, widgetId: id, address, version },
  language: widget.language,
  words: widget.words,
  colour: widget.colour,
  allowedOrigins: widget.allowedOrigins,
  form: widget.form,
  ...(widget.termsUrl && { termsUrl: widget.termsUrl }),
  ...(widget.privacyUrl && { privacyUrl: widget.privacyUrl }),
  ...(widget.turnstile && { turnstileSiteKey: widget.turnstile.siteKey }),
  consentVersion: widget.consentVersion,
})
