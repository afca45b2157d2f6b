import { type ReactNode, useCallback } from 'react'
import { useDesk } from '../desk.ts'
import { EditForm } from '../parts/edit-form.tsx'
import { RadioList, Toggle } from '../parts/fields.tsx'
import { type Edit, useEdit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { Loading } from './page.tsx'
import type { SettingField, Settings } from './setting-fields.ts'

type SettingsFormProps = {
  /** Names the page: each holds its own changes. */
  name: string
  children(edit: Edit<Settings>): ReactNode
}

/** The settings of the workspace, of which a page shows some. */
export const SettingsForm = ({ name, children }: SettingsFormProps) => {
  const { api } = useDesk()
  const read = useCallback(() => api.getSettings(), [api])
  const { data, error, retry, put } = useLoad(read)
  return data ? (
    <Loaded name={name} settings={data} put={put}>
      {children}
    </Loaded>
  ) : (
    <Loading error={error} retry={retry} />
  )
}

type LoadedProps = SettingsFormProps & { settings: Settings; put(settings: Settings): void }

const Loaded = ({ name, settings, put, children }: LoadedProps) => {
  const { api } = useDesk()
  const edit = useEdit<Settings>({
    name: `settings ${name}`,
    record: settings,
    read: () => api.getSettings(),
    write: (changes, { version }) => api.editSettings({ ifMatch: version, body: patchOf(changes) }),
    put,
  })
  const { fields } = settingsWords.workspace
  const labels = Object.fromEntries(Object.entries(fields).map(([field, [label]]) => [field, label]))
  return (
    <EditForm edit={edit} label={settingsWords.title} labels={labels}>
      {children(edit)}
    </EditForm>
  )
}

const patchOf = (changes: Partial<Settings>) => ({
  ...changes,
  ...('support_contact' in changes && { support_contact: changes.support_contact || null }),
  ...('crm_link' in changes && { crm_link: changes.crm_link || null }),
  ...('notices_from' in changes && { notices_from: changes.notices_from ?? null }),
  ...('email' in changes && { email: changes.email ?? null }),
})

type EditProps = { edit: Edit<Settings> }
type FlagName = 'opt_out_unreviewed' | 'double_opt_in' | 'review_after_reply'

/** A setting that is on or off. */
export const SettingToggle = ({ edit, name }: EditProps & { name: FlagName }) => {
  const [label, help] = settingsWords.workspace.fields[name]
  return (
    <Toggle
      path={name}
      label={label}
      help={help}
      value={edit.value[name]}
      change={(isOn) => edit.change({ [name]: isOn })}
    />
  )
}

type ChoiceName = SettingField & keyof typeof settingsWords.workspace.answers

/** A setting with a few answers. */
export const SettingChoice = ({ edit, name }: EditProps & { name: ChoiceName }) => {
  const [label, help] = settingsWords.workspace.fields[name]
  return (
    <RadioList<string>
      path={name}
      label={label}
      help={help}
      value={edit.value[name]}
      options={settingsWords.workspace.answers[name]}
      change={(answer) => edit.change({ [name]: answer })}
    />
  )
}
