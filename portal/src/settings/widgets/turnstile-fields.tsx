import type { Widget } from '../../data/api.ts'
import { TextInput } from '../../parts/fields.tsx'
import { widgetWords } from '../../words/widgets.ts'
import type { EditedWidget } from './looks-card.tsx'

type Keys = EditedWidget['turnstile']

/** `kept`: what is saved, and has its secret. */
type TurnstileProps = { value: Keys; kept: Widget['turnstile']; change(keys: Keys): void }

/** The keys of Cloudflare Turnstile. The secret is written and never shown; without a site key there is none. */
export const TurnstileFields = ({ value, kept, change }: TurnstileProps) => {
  const { site_key: siteKey = '', secret = '' } = value ?? {}
  const { turnstile: words } = widgetWords
  const set = (site_key: string, typed: string) =>
    change(site_key ? { site_key, ...(typed && { secret: typed }) } : undefined)
  return (
    <>
      <TextInput
        path="turnstile.site_key"
        label={words.siteKey}
        help={words.siteKeyHelp}
        value={siteKey}
        maxLength={100}
        change={(text) => set(text.trim(), secret)}
      />
      {siteKey && (
        <TextInput
          type="password"
          path="turnstile.secret"
          label={words.secret}
          help={siteKey === kept?.site_key ? words.kept : words.secretHelp}
          value={secret}
          maxLength={100}
          change={(text) => set(siteKey, text.trim())}
        />
      )}
    </>
  )
}
