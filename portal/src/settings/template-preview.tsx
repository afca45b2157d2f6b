import { useEffect, useState } from 'react'
import type { Contact, TemplatePreview as Preview, Template } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { mistakesOf, sayError } from '../parts/edit-form.tsx'
import { TextInput } from '../parts/fields.tsx'
import { findContacts } from '../search/find.ts'
import { locale } from '../words/locale.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { settingsWords } from '../words/settings.ts'

const pause = 400

type Content = Pick<Template, 'use' | 'body' | 'format' | 'locales' | 'inputs'>

/** What the text becomes for a customer and at its longest, a moment after the last key. */
export const TemplatePreview = ({ content }: { content: Content }) => {
  const { templates: texts } = settingsWords
  const [query, setQuery] = useState('')
  const contact = useContact(query)
  const { preview, error } = usePreview(content, contact?.id)
  const mistakes = mistakesOf(error)
  return (
    <section className="card" aria-label={texts.preview}>
      <h2>{texts.preview}</h2>
      <TextInput
        path="customer"
        label={texts.customer}
        help={contact ? texts.shownFor(nameOf(contact)) : texts.customerHelp}
        value={query}
        maxLength={100}
        change={setQuery}
      />
      {error !== undefined && (
        <div role="alert">
          <ul className="template-mistakes">
            {mistakes.length === 0 && <li>{sayError(error)}</li>}
            {mistakes.map(({ path, detail }) => (
              <li key={`${path} ${detail}`}>
                {path !== 'body' && <strong>{path} </strong>}
                {detail}
              </li>
            ))}
          </ul>
        </div>
      )}
      {preview && (
        <>
          <Shown {...preview} />
          {preview.missing_variables.length > 0 && (
            <p className="help">{texts.missing(preview.missing_variables.join(', '))}</p>
          )}
          {preview.warnings.map(({ code, text }) => (
            <p key={`${code} ${text}`} className="help">
              {texts.warning(text)}
            </p>
          ))}
          <h3 className="group-title">{texts.worst}</h3>
          <Shown {...preview.worst_case} />
        </>
      )}
    </section>
  )
}

const nameOf = ({ name, phones }: Contact): string => name ?? formatPhone(phones[0]?.phone ?? '')

const Shown = ({ body, segments, forcing_ucs2 }: Preview['worst_case']) => {
  const characters = forcing_ucs2.slice(0, 5).map(({ character }) => character)
  return (
    <figure className="template-shown">
      <blockquote>{body}</blockquote>
      <figcaption className="help">
        {pageWords.characters(body.length)} · {pageWords.segments(segments)}
        {characters.length > 0 &&
          ` · ${settingsWords.templates.forcing(new Intl.ListFormat(locale).format(characters))}`}
      </figcaption>
    </figure>
  )
}

/** The first customer who is found. */
const useContact = (query: string): Contact | undefined => {
  const { api } = useDesk()
  const [found, setFound] = useState<{ query: string; contact: Contact | undefined }>()
  const wanted = query.trim()
  useEffect(() => {
    if (wanted.length < 2) return
    const timer = setTimeout(async () => {
      const [contact] = await findContacts({ api }, wanted).catch(() => [])
      setFound({ query: wanted, contact })
    }, pause)
    return () => clearTimeout(timer)
  }, [api, wanted])
  return found?.query === wanted ? found.contact : undefined
}

/** Late answers are dropped; the last text stays until there is another one. */
const usePreview = (content: Content, contactId: Contact['id'] | undefined) => {
  const { api } = useDesk()
  const [state, setState] = useState<{ preview?: Preview; error?: unknown }>({})
  const { use, body, format, locales, inputs } = content
  const asked = JSON.stringify({ use, body, format, locales, inputs, contact_id: contactId })
  useEffect(() => {
    let isLate = false
    const timer = setTimeout(() => {
      api.previewTemplateContent({ body: JSON.parse(asked) }).then(
        (preview) => !isLate && setState({ preview }),
        (error: unknown) => !isLate && setState({ error }),
      )
    }, pause)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [api, asked])
  return state
}
