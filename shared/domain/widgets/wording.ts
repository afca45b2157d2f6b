import type { Principal } from '../agents/principal.ts'
import { DomainError } from '../error.ts'
import { isSame } from '../is-same.ts'
import type { Widget, WidgetWording } from './widget.ts'

/** What visitors agree to in the form: the words that they tick, and where the rest can be read. */
type Consent = Pick<WidgetWording, 'texts' | 'termsUrl' | 'privacyUrl'>

/** Undefined where something of it is missing in one of the languages. */
const consentOf = ({ words, termsUrl, privacyUrl }: Widget): Consent | undefined => {
  const texts = Object.entries(words).flatMap(([language, { consent }]) =>
    consent ? [[language, consent] as const] : [],
  )
  if (!termsUrl || !privacyUrl || texts.length < Object.keys(words).length) return undefined
  return { texts: Object.fromEntries(texts), termsUrl, privacyUrl }
}

/**
 * The widget with the number of its wording, and that wording where it is another one than before: it is kept for the ledger
 * when the next visitors read something else.
 */
export const withWording = (
  before: Widget | undefined,
  next: Widget,
  { id: by }: Pick<Principal, 'id'>,
  createdAt: number,
): { widget: Widget; wording?: WidgetWording } => {
  const consent = consentOf(next)
  const known = before && before.consentVersion > 0 && consentOf(before)
  if (!consent || (known && isSame(known, consent))) return { widget: next }
  const { workspace, id: widgetId } = next
  const number = next.consentVersion + 1
  return {
    widget: { ...next, consentVersion: number },
    wording: { kind: 'widget_wording', workspace, widgetId, number, ...consent, by, createdAt, version: 0 },
  }
}

/** Throws `validation_failed` where a form would be shown without what visitors have to agree to, or a language has no words. */
export const requireWhole = (widget: Widget): void => {
  const errors = [...languageMistakes(widget), ...(widget.form === 'on' ? formMistakes(widget) : [])]
  const [first] = errors
  if (first) throw new DomainError('validation_failed', first.detail, { errors })
}

type Mistake = { path: string; detail: string }

const languageMistakes = ({ language, words }: Widget): Mistake[] =>
  Object.hasOwn(words, language)
    ? []
    : [{ path: 'language', detail: 'The widget has no words in this language.' }]

const formMistakes = ({ words, termsUrl, privacyUrl }: Widget): Mistake[] => [
  ...Object.entries(words).flatMap(([language, { consent }]) =>
    consent ? [] : [{ path: `words.${language}.consent`, detail: 'The form needs these words.' }],
  ),
  ...(termsUrl ? [] : [{ path: 'terms_url', detail: 'The form needs this address.' }]),
  ...(privacyUrl ? [] : [{ path: 'privacy_url', detail: 'The form needs this address.' }]),
]
