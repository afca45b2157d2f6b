import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { isProblem } from '#contract/client.ts'
import type { Team, Template } from '../data/api.ts'
import { readTeams } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { EditForm } from '../parts/edit-form.tsx'
import { CheckList, Field, Select, TextInput } from '../parts/fields.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { type Edit, useEdit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { DeleteCard } from './delete-card.tsx'
import { Notice } from './notice.tsx'
import { Loading, SettingsPage } from './page.tsx'
import { TemplateInputs } from './template-inputs.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { TemplateTranslations } from './template-translations.tsx'
import './templates.css'

type Read = { template: Template; teams: Team[] }

/** One template: its words with what becomes of them, who sees it, and its end. */
export const TemplatePage = ({ id }: { id: Template['id'] }) => {
  const { api } = useDesk()
  const read = useCallback(async (): Promise<Read> => {
    const [template, teams] = await Promise.all([api.getTemplate({ id }), readTeams(api)])
    return { template, teams }
  }, [api, id])
  const { data, error, retry, put } = useLoad(read)
  const { templates: texts, parts } = settingsWords
  const back = { to: '/settings/templates', label: texts.all }
  return (
    <SettingsPage
      key={data ? 'there' : 'loading'}
      title={data?.template.name ?? parts.templates}
      back={back}
      actions={data && <Duplicate template={data.template} />}
    >
      {data ? (
        <Cards {...data} put={(template) => put({ ...data, template })} />
      ) : isProblem(error, 'not_found') ? (
        <EmptyState title={texts.noSuch} />
      ) : (
        <Loading error={error} retry={retry} />
      )}
    </SettingsPage>
  )
}

const Cards = ({ template, teams, put }: Read & { put(template: Template): void }) => {
  const { api } = useDesk()
  const { templates: texts } = settingsWords
  const { id } = template
  const edit = useEdit<Template>({
    name: id,
    record: template,
    read: () => api.getTemplate({ id }),
    write: (changes, { version }) => api.editTemplate({ id, ifMatch: version, body: patchOf(changes) }),
    put,
  })
  const { name, shortcut, folder, use, format, body, inputs, translations } = texts
  const facts = { name, shortcut, folder, use, format, body, inputs }
  const labels = { ...facts, locales: translations, team_ids: texts.teams }
  return (
    <>
      <EditForm edit={edit} label={template.name} labels={labels}>
        <Facts edit={edit} />
        <Words edit={edit} />
        <TemplatePreview content={edit.value} />
        <TemplateInputs inputs={edit.value.inputs} change={(inputs) => edit.change({ inputs })} />
        <TemplateTranslations locales={edit.value.locales} change={(locales) => edit.change({ locales })} />
        {teams.length > 0 && (
          <section className="card">
            <CheckList<Team['id']>
              path="team_ids"
              label={texts.teams}
              help={texts.teamsHelp}
              value={edit.value.team_ids}
              options={teams.map((team) => [team.id, team.name])}
              change={(team_ids) => edit.change({ team_ids })}
            />
          </section>
        )}
      </EditForm>
      <Ends template={template} isChanged={edit.isChanged} put={put} />
    </>
  )
}

const patchOf = ({ id, version, created_at, archived, ...changes }: Partial<Template>) => ({
  ...changes,
  ...('shortcut' in changes && { shortcut: changes.shortcut || null }),
  ...('folder' in changes && { folder: changes.folder || null }),
})

type EditProps = { edit: Edit<Template> }

const Facts = ({ edit: { value, change } }: EditProps) => {
  const { templates: texts } = settingsWords
  return (
    <section className="card template-facts">
      <TextInput
        path="name"
        label={texts.name}
        value={value.name}
        maxLength={100}
        change={(name) => change({ name })}
      />
      <TextInput
        path="shortcut"
        label={texts.shortcut}
        help={texts.shortcutHelp}
        value={value.shortcut ?? ''}
        maxLength={40}
        change={(shortcut) => change({ shortcut: shortcut || undefined })}
      />
      <TextInput
        path="folder"
        label={texts.folder}
        value={value.folder ?? ''}
        maxLength={100}
        change={(folder) => change({ folder: folder || undefined })}
      />
      <Select<Template['use']>
        path="use"
        label={texts.use}
        value={value.use}
        options={optionsOf(texts.uses)}
        change={(use) => change({ use })}
      />
    </section>
  )
}

const optionsOf = <T extends string>(words: Record<T, string>) => Object.entries(words) as [T, string][]

const Words = ({ edit: { value, change } }: EditProps) => {
  const { templates: texts } = settingsWords
  return (
    <section className="card">
      <Field path="body" label={texts.body} help={texts.bodyHelp}>
        {(props) => (
          <textarea
            className="input growing template-body"
            maxLength={5000}
            value={value.body}
            {...props}
            onChange={({ target }) => change({ body: target.value })}
          />
        )}
      </Field>
      <Select<Template['format']>
        path="format"
        label={texts.format}
        help={texts.formatHelp}
        value={value.format}
        options={optionsOf(texts.formats)}
        change={(format) => change({ format })}
      />
    </section>
  )
}

/** A copy under another name; a shortcut finds one template only. */
const Duplicate = ({ template }: { template: Template }) => {
  const { api, toasts } = useDesk()
  const { templates: texts } = settingsWords
  const [, go] = useLocation()
  const { isBusy, run } = useChange()
  const copy = () =>
    run(async () => {
      const { id, version, created_at, archived, shortcut, name, ...facts } = template
      const body = { ...facts, name: texts.copyOf(name).slice(0, 100) }
      const created = await api.createTemplate({ key: crypto.randomUUID(), body })
      toasts.add(created.name)
      go(`/settings/templates/${created.id}`)
    })
  return (
    <button type="button" className="btn" disabled={isBusy} onClick={copy}>
      {texts.duplicate}
    </button>
  )
}

type EndsProps = { template: Template; isChanged: boolean; put(template: Template): void }

const Ends = ({ template: { id, version, name, archived }, isChanged, put }: EndsProps) => {
  const { api } = useDesk()
  const { templates: texts } = settingsWords
  const { isBusy, error, run } = useChange()
  const archive = () =>
    run(async () => put(await api.editTemplate({ id, ifMatch: version, body: { archived: !archived } })))
  return (
    <>
      <Complaint error={error} />
      <Notice
        title={archived ? texts.archived : texts.archive}
        text={archived ? texts.restoreText : texts.archiveText}
        action={archived ? texts.restore : texts.archive}
        isBusy={isBusy || isChanged}
        act={archive}
      />
      <DeleteCard
        title={texts.delete}
        text={texts.deleteText}
        action={texts.delete}
        question={texts.deleteTitle(name)}
        told={texts.deleted(name)}
        to="/settings/templates"
        isChanged={isChanged || isBusy}
        remove={() => api.deleteTemplate({ id, ifMatch: version })}
      />
    </>
  )
}
