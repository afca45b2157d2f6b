import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Template } from '../data/api.ts'
import { Field, TextInput } from '../parts/fields.tsx'
import { IconButton } from '../parts/icon.tsx'
import { settingsWords } from '../words/settings.ts'

type Locales = Template['locales']
type Props = { locales: Locales; change(locales: Locales): void }

/** The text in other languages. */
export const TemplateTranslations = ({ locales, change }: Props) => {
  const { templates: texts } = settingsWords
  const [tag, setTag] = useState('')
  const add = () => {
    change({ ...locales, [tag.trim()]: '' })
    setTag('')
  }
  return (
    <section className="card" aria-label={texts.translations}>
      <h2>{texts.translations}</h2>
      {Object.entries(locales).map(([locale, body]) => (
        <div key={locale} className="template-translation">
          <Field path={`locales.${locale}`} label={texts.translation(locale)}>
            {(props) => (
              <textarea
                className="input growing"
                lang={locale}
                maxLength={5000}
                value={body}
                {...props}
                onChange={({ target }) => change({ ...locales, [locale]: target.value })}
              />
            )}
          </Field>
          <IconButton
            icon={Trash2}
            label={texts.remove(locale)}
            onClick={() =>
              change(Object.fromEntries(Object.entries(locales).filter(([one]) => one !== locale)))
            }
          />
        </div>
      ))}
      <div className="template-add">
        <TextInput path="locale" label={texts.language} value={tag} maxLength={35} change={setTag} />
        <button
          type="button"
          className="btn"
          disabled={tag.trim() === '' || tag.trim() in locales}
          onClick={add}
        >
          {texts.addTranslation}
        </button>
      </div>
    </section>
  )
}
