import { MessageCircle, Square } from 'lucide-react'
import { textOn } from '../../../widget/text-on.ts'
import type { Widget } from '../../data/api.ts'
import { Field } from '../../parts/fields.tsx'
import { Icon } from '../../parts/icon.tsx'
import { widgetWords } from '../../words/widgets.ts'

/** A widget as it is edited: of its secret nothing is known but what is typed. */
export type EditedWidget = Omit<Widget, 'turnstile'> & {
  turnstile?: { site_key: string; secret?: string } | undefined
}

export type CardProps = { widget: EditedWidget; change(changes: Partial<EditedWidget>): void }

/** The colour, and what visitors will see. */
export const LooksCard = ({ widget, change }: CardProps) => (
  <section className="card" aria-labelledby="looks">
    <h2 id="looks">{widgetWords.looks}</h2>
    <Field path="colour" label={widgetWords.colour}>
      {(props) => (
        <input
          type="color"
          className="input widget-colour"
          value={widget.colour}
          {...props}
          onChange={({ target }) => change({ colour: target.value })}
        />
      )}
    </Field>
    <Preview widget={widget} />
  </section>
)

const Preview = ({ widget: { language, words, colour, form } }: { widget: EditedWidget }) => {
  const said = words[language]
  if (!said) return null
  return (
    <figure className="widget-preview" aria-label={widgetWords.preview} lang={language}>
      <span className="widget-button" style={{ background: colour, color: textOn(colour) }}>
        <Icon of={MessageCircle} />
        {said.button}
      </span>
      <div className="widget-box">
        <strong>{said.heading}</strong>
        <p>{widgetWords.scan}</p>
        <p>“{said.first_words}”</p>
        {form === 'on' && said.consent && (
          <p className="widget-consent">
            <Icon of={Square} />
            {said.consent}
          </p>
        )}
      </div>
      <figcaption className="help">{widgetWords.previewHelp}</figcaption>
    </figure>
  )
}
