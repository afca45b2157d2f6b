import type { Widget } from '../../data/api.ts'
import { NumberInput, TextInput, Toggle } from '../../parts/fields.tsx'
import { widgetWords } from '../../words/widgets.ts'
import type { CardProps } from './looks-card.tsx'
import { TurnstileFields } from './turnstile-fields.tsx'

type CapName = keyof Widget['caps']
const capNames: CapName[] = ['per_phone_day', 'per_address_hour', 'per_hour', 'per_day']

/** Whether visitors may type their phone in, what they can read before, and how often they are asked. */
export const FormCard = ({ widget, kept, change }: CardProps & { kept: Widget['turnstile'] }) => {
  const { form, terms_url, privacy_url, caps, consent_version } = widget
  return (
    <section className="card" aria-labelledby="form">
      <h2 id="form">{widgetWords.form}</h2>
      <Toggle
        path="form"
        label={widgetWords.showForm}
        help={widgetWords.formHelp}
        value={form === 'on'}
        change={(isOn) => change({ form: isOn ? 'on' : 'off' })}
      />
      <TextInput
        path="terms_url"
        label={widgetWords.terms}
        value={terms_url ?? ''}
        maxLength={500}
        change={(url) => change({ terms_url: url.trim() })}
      />
      <TextInput
        path="privacy_url"
        label={widgetWords.privacy}
        value={privacy_url ?? ''}
        maxLength={500}
        change={(url) => change({ privacy_url: url.trim() })}
      />
      <p className="help">{widgetWords.wording(consent_version)}</p>
      <TurnstileFields value={widget.turnstile} kept={kept} change={(turnstile) => change({ turnstile })} />
      <p className="help">{widgetWords.capsHelp}</p>
      <div className="widget-caps">
        {capNames.map((name) => (
          <NumberInput
            key={name}
            path={`caps.${name}`}
            label={widgetWords.caps[name]}
            value={caps[name]}
            change={(most) => change({ caps: { ...caps, [name]: most ?? 0 } })}
          />
        ))}
      </div>
    </section>
  )
}
