import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Field, Select, TextInput } from '../parts/fields.tsx'
import { Icon, IconButton } from '../parts/icon.tsx'
import type { Edit } from '../parts/use-edit.ts'
import { zoneOptions } from '../parts/zone-options.ts'
import { settingsWords } from '../words/settings.ts'
import { countries, countryName } from './countries.ts'
import { SettingsPage } from './page.tsx'
import type { Settings } from './setting-fields.ts'
import { SettingChoice, SettingsForm } from './settings-form.tsx'
import { useNumberOptions } from './use-number-options.ts'

/** Who the company is, where it texts to, what makes a conversation, and what is searched. */
const WorkspacePage = () => (
  <SettingsPage title={settingsWords.parts.workspace} intro={settingsWords.workspace.intro}>
    <SettingsForm name="workspace">
      {(edit) => (
        <>
          <Company edit={edit} />
          <EmailSender edit={edit} />
          <Notices edit={edit} />
          <section className="card" aria-labelledby="countries">
            <h2 id="countries">{settingsWords.workspace.countries}</h2>
            <EnabledCountries edit={edit} />
          </section>
          <section className="card" aria-labelledby="threads">
            <h2 id="threads">{settingsWords.workspace.conversations}</h2>
            <SettingChoice edit={edit} name="thread_scope" />
            <Duration edit={edit} name="reopen_within_seconds" least={0} />
          </section>
          <Reports edit={edit} />
          <section className="card" aria-labelledby="search">
            <h2 id="search">{settingsWords.workspace.search}</h2>
            <SearchableAttributes edit={edit} />
            <SettingChoice edit={edit} name="text_search" />
          </section>
        </>
      )}
    </SettingsForm>
  </SettingsPage>
)

type EditProps = { edit: Edit<Settings> }

const Company = ({ edit: { value, change } }: EditProps) => {
  const { fields, company } = settingsWords.workspace
  return (
    <section className="card" aria-labelledby="company">
      <h2 id="company">{company}</h2>
      <TextInput
        path="company_name"
        label={fields.company_name[0]}
        help={fields.company_name[1]}
        value={value.company_name}
        maxLength={100}
        change={(company_name) => change({ company_name })}
      />
      <TextInput
        path="support_contact"
        label={fields.support_contact[0]}
        help={fields.support_contact[1]}
        value={value.support_contact ?? ''}
        maxLength={200}
        change={(text) => change({ support_contact: text || undefined })}
      />
      <TextInput
        path="crm_link"
        label={fields.crm_link[0]}
        help={fields.crm_link[1]}
        value={value.crm_link ?? ''}
        maxLength={500}
        change={(text) => change({ crm_link: text.trim() || undefined })}
      />
      <Select
        path="country"
        label={fields.country[0]}
        help={fields.country[1]}
        value={value.country}
        options={countries().map((code) => [code, countryName(code)] as const)}
        change={(country) => change({ country })}
      />
    </section>
  )
}

/** Without an address there is no sender, and nothing is mailed. */
const EmailSender = ({ edit: { value, change } }: EditProps) => {
  const { fields, email: labels } = settingsWords.workspace
  const sender = value.email ?? { from_address: '' }
  const put = (changes: Partial<typeof sender>) => {
    const next = { ...sender, ...changes }
    change({ email: next.from_address || next.from_name || next.reply_to ? next : undefined })
  }
  return (
    <section className="card" aria-labelledby="email">
      <h2 id="email">{fields.email[0]}</h2>
      <p className="help">{fields.email[1]}</p>
      <TextInput
        path="email.from_address"
        label={labels.fromAddress}
        value={sender.from_address}
        maxLength={254}
        change={(text) => put({ from_address: text.trim() })}
      />
      <TextInput
        path="email.from_name"
        label={labels.fromName}
        value={sender.from_name ?? ''}
        maxLength={100}
        change={(text) => put({ from_name: text || undefined })}
      />
      <TextInput
        path="email.reply_to"
        label={labels.replyTo}
        value={sender.reply_to ?? ''}
        maxLength={254}
        change={(text) => put({ reply_to: text.trim() || undefined })}
      />
    </section>
  )
}

const Notices = ({ edit }: EditProps) => {
  const { fields, notices, noticesFromSame } = settingsWords.workspace
  const numbers = useNumberOptions()
  return (
    <section className="card" aria-labelledby="notices">
      <h2 id="notices">{notices}</h2>
      <SettingChoice edit={edit} name="notify_after_claim" />
      <Select
        path="notices_from"
        label={fields.notices_from[0]}
        help={fields.notices_from[1]}
        value={edit.value.notices_from ?? ''}
        options={[['', noticesFromSame], ...numbers]}
        change={(id) => edit.change({ notices_from: id || undefined })}
      />
    </section>
  )
}

const SearchableAttributes = ({ edit: { value, change } }: EditProps) => {
  const [text, setText] = useState(value.searchable_attributes.join(', '))
  const [label, help] = settingsWords.workspace.fields.searchable_attributes
  const put = (typed: string) => {
    setText(typed)
    const names = typed.split(',').map((name) => name.trim())
    change({ searchable_attributes: names.filter((name) => name !== '') })
  }
  return (
    <TextInput
      path="searchable_attributes"
      label={label}
      help={help}
      value={text}
      maxLength={310}
      change={put}
    />
  )
}

const EnabledCountries = ({ edit: { value, change } }: EditProps) => {
  const list = useId()
  const [text, setText] = useState('')
  const [isUnknown, setUnknown] = useState(false)
  const { fields, addCountry, removeCountry, unknownCountry, add } = settingsWords.workspace
  const chosen = value.enabled_countries
  const rest = countries().filter((code) => !chosen.includes(code))
  const put = () => {
    const wanted = text.trim().toLocaleLowerCase()
    const code = rest.find(
      (one) => one.toLowerCase() === wanted || countryName(one).toLocaleLowerCase() === wanted,
    )
    setUnknown(!code)
    if (!code) return
    change({ enabled_countries: [...chosen, code] })
    setText('')
  }
  return (
    <>
      <ul className="chosen-list" aria-label={fields.enabled_countries[0]}>
        {chosen.map((code) => (
          <li key={code} className="chip tall">
            {countryName(code)}
            <IconButton
              icon={X}
              label={removeCountry(countryName(code))}
              onClick={() => change({ enabled_countries: chosen.filter((one) => one !== code) })}
            />
          </li>
        ))}
      </ul>
      <div className="with-button">
        <Field path="enabled_countries" label={addCountry} help={fields.enabled_countries[1]}>
          {(props) => (
            <input
              className="input"
              list={list}
              autoComplete="off"
              value={text}
              {...props}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                put()
              }}
            />
          )}
        </Field>
        <button type="button" className="btn" onClick={put}>
          <Icon of={Plus} />
          {add}
        </button>
      </div>
      {isUnknown && (
        <p className="mistake" role="alert">
          {unknownCountry}
        </p>
      )}
      <datalist id={list}>
        {rest.map((code) => (
          <option key={code} value={countryName(code)} />
        ))}
      </datalist>
    </>
  )
}

const units = { minutes: 60, hours: 3_600, days: 86_400 } as const
type Unit = keyof typeof units

/** The largest unit in which a time is a whole number. */
const unitOf = (seconds: number): Unit =>
  seconds % units.days === 0 ? 'days' : seconds % units.hours === 0 ? 'hours' : 'minutes'

type DurationField = 'reopen_within_seconds' | 'first_answer_within_seconds' | 'next_answer_within_seconds'
type DurationProps = EditProps & { name: DurationField; least: number }

/** A time that is kept in seconds; `least`: of the unit that is chosen. */
const Duration = ({ edit: { value, change }, name, least }: DurationProps) => {
  const seconds = value[name]
  const [unit, setUnit] = useState<Unit>(() => unitOf(seconds))
  const { fields, units: names, unit: unitLabel } = settingsWords.workspace
  const put = (count: number, next: Unit) => change({ [name]: Math.round(count * units[next]) })
  return (
    <div className="with-button">
      <Field path={name} label={fields[name][0]} help={fields[name][1]}>
        {(props) => (
          <input
            className="input"
            type="number"
            min={least}
            value={seconds / units[unit]}
            {...props}
            onChange={({ target }) => put(target.valueAsNumber || least, unit)}
          />
        )}
      </Field>
      <select
        className="input unit"
        aria-label={unitLabel(fields[name][0])}
        value={unit}
        onChange={({ target }) => {
          const next = target.value as Unit
          setUnit(next)
          put(Math.round(seconds / units[unit]), next)
        }}
      >
        {(Object.keys(units) as Unit[]).map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </select>
    </div>
  )
}

const Reports = ({ edit }: EditProps) => {
  const { fields, reports } = settingsWords.workspace
  return (
    <section className="card" aria-labelledby="reports">
      <h2 id="reports">{reports}</h2>
      <Select
        path="report_zone"
        label={fields.report_zone[0]}
        help={fields.report_zone[1]}
        value={edit.value.report_zone}
        options={zoneOptions(edit.value.report_zone)}
        change={(report_zone) => edit.change({ report_zone })}
      />
      <Duration edit={edit} name="first_answer_within_seconds" least={1} />
      <Duration edit={edit} name="next_answer_within_seconds" least={1} />
    </section>
  )
}

export default WorkspacePage
