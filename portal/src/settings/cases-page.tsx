import { Plus } from 'lucide-react'
import { CheckList, NumberInput, TextInput } from '../parts/fields.tsx'
import { Icon } from '../parts/icon.tsx'
import type { Edit } from '../parts/use-edit.ts'
import { settingsWords } from '../words/settings.ts'
import { CaseTextsCard } from './case-texts-card.tsx'
import { SettingsPage } from './page.tsx'
import type { Settings } from './setting-fields.ts'
import { SettingChoice, SettingsForm } from './settings-form.tsx'
import { useNumberOptions } from './use-number-options.ts'

/** Where answers to texts of cases go, by what they are filed, and where cases of other systems are found. */
const CasesPage = () => {
  const { parts, cases, workspace } = settingsWords
  return (
    <SettingsPage title={parts.cases} intro={cases.intro}>
      <SettingsForm name="cases">
        {(edit) => (
          <>
            <section className="card" aria-labelledby="filing">
              <h2 id="filing">{cases.filing}</h2>
              <SettingChoice edit={edit} name="case_replies" />
              <SettingChoice edit={edit} name="case_question" />
              <CaseNumbers edit={edit} />
              <NumberInput
                path="case_margin"
                label={workspace.fields.case_margin[0]}
                help={workspace.fields.case_margin[1]}
                step="any"
                value={edit.value.case_margin}
                change={(margin) => edit.change({ case_margin: margin ?? 1 })}
              />
            </section>
            <CaseTextsCard edit={edit} />
            <section className="card" aria-labelledby="customer-page">
              <h2 id="customer-page">{cases.page}</h2>
              <SettingChoice edit={edit} name="case_page_asks_digits" />
            </section>
            <section className="card" aria-labelledby="pop">
              <h2 id="pop">{cases.pop}</h2>
              <SettingChoice edit={edit} name="case_pop" />
            </section>
            <Systems edit={edit} />
          </>
        )}
      </SettingsForm>
    </SettingsPage>
  )
}

type EditProps = { edit: Edit<Settings> }

const CaseNumbers = ({ edit }: EditProps) => {
  const [label, help] = settingsWords.workspace.fields.case_numbers
  const options = useNumberOptions()
  return (
    <CheckList
      path="case_numbers"
      label={label}
      help={help}
      value={edit.value.case_numbers}
      options={options}
      change={(case_numbers) => edit.change({ case_numbers })}
    />
  )
}

type System = Settings['systems'][number]

const Systems = ({ edit: { value, change } }: EditProps) => {
  const { cases, workspace } = settingsWords
  const { systems } = value
  const put = (at: number, changes: Partial<System>) =>
    change({
      systems: systems.map((system, i) => (i === at ? withoutEmpty({ ...system, ...changes }) : system)),
    })
  return (
    <section className="card" aria-labelledby="systems">
      <h2 id="systems">{workspace.fields.systems[0]}</h2>
      <p className="help">{workspace.fields.systems[1]}</p>
      {systems.map((system, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a system has no other name while its name is typed
        <fieldset key={at} className="group">
          <legend>{system.name || cases.newSystem}</legend>
          <TextInput
            path={`systems.${at}.name`}
            label={cases.system.name}
            value={system.name}
            maxLength={100}
            change={(name) => put(at, { name })}
          />
          <TextInput
            path={`systems.${at}.key`}
            label={cases.system.key}
            value={system.key}
            maxLength={40}
            change={(key) => put(at, { key })}
          />
          <TextInput
            path={`systems.${at}.case_url`}
            label={cases.system.caseUrl}
            value={system.case_url ?? ''}
            maxLength={500}
            change={(case_url) => put(at, { case_url })}
          />
          <TextInput
            path={`systems.${at}.contact_url`}
            label={cases.system.contactUrl}
            value={system.contact_url ?? ''}
            maxLength={500}
            change={(contact_url) => put(at, { contact_url })}
          />
          <button
            type="button"
            className="btn"
            onClick={() => change({ systems: systems.filter((_, i) => i !== at) })}
          >
            {cases.removeSystem(system.name)}
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        className="btn"
        name="systems"
        onClick={() => change({ systems: [...systems, { key: '', name: '' }] })}
      >
        <Icon of={Plus} />
        {cases.addSystem}
      </button>
    </section>
  )
}

/** A link that is not filled in is none. */
const withoutEmpty = ({ case_url, contact_url, ...system }: System): System => ({
  ...system,
  ...(case_url && { case_url }),
  ...(contact_url && { contact_url }),
})

export default CasesPage
