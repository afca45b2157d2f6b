import { useMemo } from 'react'
import type { Answer } from '#contract/client.ts'
import { withCompanyFacts } from '#domain/text/company-facts.ts'
import { countText } from '../composer/unicode.ts'
import type { BusinessNumber } from '../data/api.ts'
import { Field } from '../parts/fields.tsx'
import type { Edit } from '../parts/use-edit.ts'
import { pageWords } from '../words/pages.ts'
import { settingsWords } from '../words/settings.ts'

type Settings = Answer<'getSettings'>
type TextName = keyof BusinessNumber['texts']

const names: TextName[] = [
  'welcome',
  'opt_in',
  'opt_in_question',
  'opt_out',
  'help',
  'after_hours',
  'case_question',
]

type Props = { edit: Edit<BusinessNumber>; settings: Settings }

/** What the number says by itself; an empty field is the default. */
export const NumberTexts = ({ edit, settings }: Props) => {
  const { numbers } = settingsWords
  return (
    <section className="card" aria-labelledby="texts">
      <h2 id="texts">{numbers.fields.texts[0]}</h2>
      <p className="help">{numbers.fields.texts[1]}</p>
      {names.map((name) => (
        <NumberText key={name} name={name} edit={edit} settings={settings} />
      ))}
    </section>
  )
}

const NumberText = ({ name, edit: { value, change }, settings }: Props & { name: TextName }) => {
  const { numbers } = settingsWords
  const own = value.texts[name] ?? ''
  const usual = value.default_texts?.[name] ?? ''
  const facts = { companyName: settings.company_name, supportContact: settings.support_contact }
  const sent = withCompanyFacts(own || usual, facts)
  const { characters, segments } = useMemo(
    () => countText(sent, { longMessages: value.long_messages, counters: value.counters }),
    [sent, value.long_messages, value.counters],
  )
  const set = (text: string) => change({ texts: { ...value.texts, [name]: text || undefined } })
  const [label, when] = numbers.texts[name]
  return (
    <div className="number-text">
      <Field path={`texts.${name}`} label={label} help={when}>
        {(props) => (
          <textarea
            className="input growing"
            maxLength={1600}
            placeholder={withCompanyFacts(usual, facts)}
            value={own}
            {...props}
            onChange={(event) => set(event.target.value)}
          />
        )}
      </Field>
      <div className="number-text-foot">
        <span className={own ? 'chip ours' : 'chip'}>
          {own ? numbers.ownText : usual ? numbers.defaultText : numbers.noText}
        </span>
        {sent && (
          <span className="help">
            {pageWords.characters(characters)} · {pageWords.segments(segments)}
          </span>
        )}
        {own ? (
          <button type="button" className="link" onClick={() => set('')}>
            {usual ? numbers.backToDefault(label) : numbers.sendNone(label)}
          </button>
        ) : (
          usual && (
            <button type="button" className="link" onClick={() => set(usual)}>
              {numbers.changeDefault(label)}
            </button>
          )
        )}
      </div>
      {own && sent !== own && <p className="help sent-text">{numbers.asSent(sent)}</p>}
    </div>
  )
}
