import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Widget } from '../../data/api.ts'
import { Field, Select, TextInput } from '../../parts/fields.tsx'
import { IconButton } from '../../parts/icon.tsx'
import { locale } from '../../words/locale.ts'
import { widgetWords } from '../../words/widgets.ts'
import type { CardProps } from './looks-card.tsx'

type Said = Widget['words'][string]

/** What visitors read, in each language. */
export const WordsCard = ({ widget: { language, words }, change }: CardProps) => {
  // The table keeps them in an order of its own, which is another one after each edit.
  const languages = Object.keys(words).toSorted()
  const say = (one: string, said: Said) => change({ words: { ...words, [one]: said } })
  const drop = (one: string) =>
    change({ words: Object.fromEntries(Object.entries(words).filter(([other]) => other !== one)) })
  return (
    <section className="card" aria-labelledby="words">
      <h2 id="words">{widgetWords.words}</h2>
      {languages.length > 1 && (
        <Select<string>
          path="language"
          label={widgetWords.language}
          help={widgetWords.languageHelp}
          value={language}
          options={languages.map((one) => [one, nameOf(one)])}
          change={(one) => change({ language: one })}
        />
      )}
      {languages.map((one) => (
        <fieldset key={one} className="group widget-language" lang={one}>
          <legend>{widgetWords.wordsIn(nameOf(one))}</legend>
          <Words language={one} said={words[one] as Said} change={(next) => say(one, next)} />
          {one !== language && (
            <IconButton icon={Trash2} label={widgetWords.remove(nameOf(one))} onClick={() => drop(one)} />
          )}
        </fieldset>
      ))}
      <NewLanguage taken={languages} add={(one) => say(one, { button: '', heading: '', first_words: '' })} />
    </section>
  )
}

type WordsProps = { language: string; said: Said; change(said: Said): void }

const Words = ({ language, said, change }: WordsProps) => {
  const field = (name: 'button' | 'heading' | 'first_words', label: string, maxLength: number) => (
    <TextInput
      path={`words.${language}.${name}`}
      label={label}
      value={said[name]}
      maxLength={maxLength}
      change={(text) => change({ ...said, [name]: text })}
    />
  )
  return (
    <>
      {field('button', widgetWords.button, 40)}
      {field('heading', widgetWords.heading, 80)}
      {field('first_words', widgetWords.firstWords, 160)}
      <Field path={`words.${language}.consent`} label={widgetWords.consent} help={widgetWords.consentHelp}>
        {(props) => (
          <textarea
            className="input growing"
            maxLength={1_000}
            value={said.consent ?? ''}
            {...props}
            onChange={({ target }) => change({ ...said, consent: target.value })}
          />
        )}
      </Field>
    </>
  )
}

const NewLanguage = ({ taken, add }: { taken: string[]; add(language: string): void }) => {
  const [tag, setTag] = useState('')
  const language = tag.trim()
  const isOne = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(language)
  return (
    <div className="widget-add">
      <TextInput
        path="new_language"
        label={widgetWords.newLanguage}
        value={tag}
        maxLength={35}
        change={setTag}
      />
      <button
        type="button"
        className="btn"
        disabled={!isOne || taken.includes(language)}
        onClick={() => {
          add(language)
          setTag('')
        }}
      >
        {widgetWords.addLanguage}
      </button>
    </div>
  )
}

const nameOf = (language: string): string =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language
