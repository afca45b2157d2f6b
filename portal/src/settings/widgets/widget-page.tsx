import { useCallback } from 'react'
import { isProblem } from '#contract/client.ts'
import type { Widget } from '../../data/api.ts'
import { useDesk } from '../../desk.ts'
import { EditForm } from '../../parts/edit-form.tsx'
import { EmptyState } from '../../parts/state.tsx'
import { useEdit } from '../../parts/use-edit.ts'
import { useLoad } from '../../parts/use-load.ts'
import { settingsWords } from '../../words/settings.ts'
import { widgetWords } from '../../words/widgets.ts'
import { DeleteCard } from '../delete-card.tsx'
import { Loading, SettingsPage } from '../page.tsx'
import { FormCard } from './form-card.tsx'
import { type EditedWidget, LooksCard } from './looks-card.tsx'
import { PlaceFields } from './place-fields.tsx'
import { WebsiteCard } from './website-card.tsx'
import { WordsCard } from './words-card.tsx'
import './widgets.css'

/** One widget: how it comes into a website, what visitors see there, its form, and its end. */
export const WidgetPage = ({ id }: { id: Widget['id'] }) => {
  const { api } = useDesk()
  const { data, error, retry, put } = useLoad(useCallback(() => api.getWidget({ id }), [api, id]))
  return (
    <SettingsPage
      key={data ? 'there' : 'loading'}
      title={data?.name ?? settingsWords.parts.widgets}
      back={{ to: '/settings/widgets', label: widgetWords.back }}
    >
      {data ? (
        <Cards widget={data} put={put} />
      ) : isProblem(error, 'not_found') ? (
        <EmptyState title={widgetWords.noSuch} />
      ) : (
        <Loading error={error} retry={retry} />
      )}
    </SettingsPage>
  )
}

const Cards = ({ widget, put }: { widget: Widget; put(widget: Widget): void }) => {
  const { api } = useDesk()
  const { id, name } = widget
  const edit = useEdit<EditedWidget>({
    name: id,
    record: widget,
    read: () => api.getWidget({ id }),
    write: (changes, { version }) => api.editWidget({ id, ifMatch: version, body: patchOf(changes) }),
    put: (saved) => put(saved as Widget),
  })
  const { value, change } = edit
  return (
    <>
      <WebsiteCard widget={widget} />
      <EditForm edit={edit} label={name} labels={labels()}>
        <section className="card">
          <PlaceFields value={value} change={change} />
        </section>
        <LooksCard widget={value} change={change} />
        <WordsCard widget={value} change={change} />
        <FormCard widget={value} kept={widget.turnstile} change={change} />
      </EditForm>
      <DeleteCard
        title={widgetWords.deleteCard}
        text={widgetWords.deleteText}
        action={widgetWords.delete}
        question={widgetWords.deleteTitle(name)}
        told={widgetWords.deleted(name)}
        to="/settings/widgets"
        isChanged={edit.isChanged}
        remove={() => api.deleteWidget({ id, ifMatch: widget.version })}
      />
    </>
  )
}

const labels = () => ({
  name: widgetWords.name,
  number_id: widgetWords.number,
  allowed_origins: widgetWords.origins,
  colour: widgetWords.colour,
  language: widgetWords.language,
  words: widgetWords.words,
  form: widgetWords.form,
  terms_url: widgetWords.terms,
  privacy_url: widgetWords.privacy,
  turnstile: widgetWords.turnstile.name,
  caps: widgetWords.capsHelp,
})

const patchOf = ({ words, terms_url, privacy_url, ...changes }: Partial<EditedWidget>) => ({
  ...changes,
  ...(words && { words: withoutBlanks(words) }),
  ...(terms_url !== undefined && { terms_url: terms_url || null }),
  ...(privacy_url !== undefined && { privacy_url: privacy_url || null }),
  ...('turnstile' in changes && { turnstile: changes.turnstile ?? null }),
})

/** A wording that nobody wrote is none. */
const withoutBlanks = (words: Widget['words']): Widget['words'] =>
  Object.fromEntries(
    Object.entries(words).map(([language, { consent, ...said }]) => [
      language,
      { ...said, ...(consent && { consent }) },
    ]),
  )
