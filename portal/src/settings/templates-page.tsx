import { ChevronRight } from 'lucide-react'
import { type FormEvent, useCallback, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { each } from '#contract/client.ts'
import type { Template } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Complaint } from '../parts/complaint.tsx'
import { Choices, Dialog } from '../parts/dialog.tsx'
import { mistakesOf } from '../parts/edit-form.tsx'
import { Field, Mistakes, TextInput } from '../parts/fields.tsx'
import { Icon } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { useRequestKey } from '../parts/use-request-key.ts'
import { settingsWords } from '../words/settings.ts'
import { Loading, SettingsPage } from './page.tsx'
import { TemplatePage } from './template-page.tsx'
import './people.css'
import './templates.css'

/** All templates of the workspace, or one of them. */
const TemplatesPage = ({ id }: { id: string | undefined }) =>
  id ? <TemplatePage id={id as Template['id']} /> : <TemplateList />

const TemplateList = () => {
  const { api } = useDesk()
  const [isCreating, setCreating] = useState(false)
  const [query, setQuery] = useState('')
  const [archived, setArchived] = useState(false)
  const read = useCallback(
    () => Array.fromAsync(each(api.listTemplates, { query: { limit: 100, archived } })),
    [api, archived],
  )
  const { data, error, retry } = useLoad(read)
  const { templates: texts, parts } = settingsWords
  const create = (
    <button type="button" className="btn primary" onClick={() => setCreating(true)}>
      {texts.create}
    </button>
  )
  const found = data?.filter((template) => hasWords(template, query))
  return (
    <SettingsPage title={parts.templates} intro={texts.intro} actions={create}>
      <div className="template-find">
        <TextInput path="query" label={texts.find} value={query} maxLength={100} change={setQuery} />
        <Choices<'live' | 'archived'>
          legend={texts.shown}
          options={['live', 'archived']}
          chosen={archived ? 'archived' : 'live'}
          label={(which) => texts[which]}
          choose={(which) => setArchived(which === 'archived')}
        />
      </div>
      {!found ? (
        <Loading error={error} retry={retry} />
      ) : found.length > 0 ? (
        <Folders templates={found} />
      ) : query || archived ? (
        <EmptyState title={texts.noneFound} />
      ) : (
        <EmptyState title={texts.none[0]} hint={texts.none[1]} />
      )}
      {isCreating && <CreateTemplate close={() => setCreating(false)} />}
    </SettingsPage>
  )
}

const hasWords = ({ name, shortcut = '', folder = '' }: Template, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${name} ${shortcut} ${folder}`.toLowerCase().includes(word))

/** Folders by their name, and first what is in none. */
const Folders = ({ templates }: { templates: Template[] }) => {
  const { templates: texts } = settingsWords
  const folders = Map.groupBy(templates, ({ folder = '' }) => folder)
  const names = [...folders.keys()].toSorted((one, other) => one.localeCompare(other))
  return names.map((folder) => (
    <section key={folder} aria-label={folder || texts.noFolder}>
      {names.length > 1 && <h2 className="group-title">{folder || texts.noFolder}</h2>}
      <ul className="card entries">
        {folders
          .get(folder)
          ?.toSorted((one, other) => one.name.localeCompare(other.name))
          .map((template) => (
            <li key={template.id}>
              <Entry {...template} />
            </li>
          ))}
      </ul>
    </section>
  ))
}

const Entry = ({ id, name, shortcut, use, body }: Template) => (
  <Link href={`/settings/templates/${id}`} className="entry">
    <div>
      <strong>{name}</strong>
      <span className="sub template-words">{body}</span>
    </div>
    <span className="chips">
      {shortcut && <span className="chip ours">/{shortcut}</span>}
      <span className="chip">{settingsWords.templates.uses[use]}</span>
    </span>
    <Icon of={ChevronRight} />
  </Link>
)

/** What a template needs at least; the rest is on its page. */
const CreateTemplate = ({ close }: { close(): void }) => {
  const { api } = useDesk()
  const { templates: texts } = settingsWords
  const [, go] = useLocation()
  const [facts, setFacts] = useState({ name: '', body: '' })
  const key = useRequestKey()
  const { isBusy, error, run } = useChange()
  const change = (changed: Partial<typeof facts>) => setFacts({ ...facts, ...changed })
  const create = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      const { id } = await api.createTemplate({ key: key.of(facts), body: facts })
      close()
      go(`/settings/templates/${id}`)
    })
  }
  return (
    <Dialog title={texts.create} close={close}>
      <form className="dialog-form" noValidate onSubmit={create}>
        <Mistakes value={mistakesOf(error)}>
          <TextInput
            path="name"
            label={texts.name}
            value={facts.name}
            maxLength={100}
            change={(name) => change({ name })}
          />
          <Field path="body" label={texts.body} help={texts.bodyHelp}>
            {(props) => (
              <textarea
                className="input growing"
                maxLength={5000}
                value={facts.body}
                {...props}
                onChange={({ target }) => change({ body: target.value })}
              />
            )}
          </Field>
        </Mistakes>
        <Complaint error={error} />
        <Answers yes={texts.create} disabled={isBusy} close={close} />
      </form>
    </Dialog>
  )
}

export default TemplatesPage
