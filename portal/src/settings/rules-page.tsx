import { Plus, Trash2 } from 'lucide-react'
import { useCallback, useId, useState } from 'react'
import { type Answer, each } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { NumberInput, TextInput } from '../parts/fields.tsx'
import { Icon, IconButton } from '../parts/icon.tsx'
import type { Edit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { countryName } from './countries.ts'
import { Loading, SettingsPage } from './page.tsx'
import type { Settings } from './setting-fields.ts'
import { SettingChoice, SettingsForm, SettingToggle } from './settings-form.tsx'

type Rule = Answer<'listRules'>['data'][number]

/** When and how often texts may leave: what the workspace keeps to, and the rules themselves with their sources. */
const RulesPage = () => {
  const { rules } = settingsWords
  return (
    <SettingsPage title={settingsWords.parts.rules} intro={rules.intro}>
      <SettingsForm name="rules">
        {(edit) => (
          <>
            <section className="card" aria-labelledby="keeps">
              <h2 id="keeps">{rules.keeps}</h2>
              <SettingChoice edit={edit} name="quiet_hours" />
              <SettingChoice edit={edit} name="frequency_caps" />
              <SettingToggle edit={edit} name="review_after_reply" />
            </section>
            <section className="card" aria-labelledby="caps">
              <h2 id="caps">{settingsWords.workspace.fields.daily_caps[0]}</h2>
              <p className="help">{settingsWords.workspace.fields.daily_caps[1]}</p>
              <DailyCaps edit={edit} />
            </section>
          </>
        )}
      </SettingsForm>
      <RuleList />
    </SettingsPage>
  )
}

const DailyCaps = ({ edit: { value, change } }: { edit: Edit<Settings> }) => {
  const { rules } = settingsWords
  const caps = value.daily_caps
  const put = (index: number, patch: Partial<(typeof caps)[number]>) =>
    change({ daily_caps: caps.map((one, i) => (i === index ? { ...one, ...patch } : one)) })
  return (
    <>
      {caps.map(({ brand_id, segments_per_day }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the id of a brand may be changed while it is edited
        <fieldset key={index} className="group inner" aria-label={rules.capOf(brand_id)}>
          <div className="side-by-side">
            <TextInput
              path={`daily_caps.${index}.brand_id`}
              label={rules.brand}
              value={brand_id}
              maxLength={100}
              change={(id) => put(index, { brand_id: id })}
            />
            <NumberInput
              path={`daily_caps.${index}.segments_per_day`}
              label={rules.perDay}
              value={segments_per_day || undefined}
              change={(segments = 0) => put(index, { segments_per_day: segments })}
            />
          </div>
          <IconButton
            icon={Trash2}
            label={rules.removeCap(brand_id)}
            onClick={() => change({ daily_caps: caps.toSpliced(index, 1) })}
          />
        </fieldset>
      ))}
      <button
        type="button"
        name="daily_caps"
        className="btn self"
        onClick={() =>
          change({ daily_caps: [...caps, { brand_id: '', carrier: 't_mobile', segments_per_day: 2_000 }] })
        }
      >
        <Icon of={Plus} />
        {rules.addCap}
      </button>
    </>
  )
}

const RuleList = () => {
  const { api } = useDesk()
  const id = useId()
  const [place, setPlace] = useState('')
  const read = useCallback(() => Array.fromAsync(each(api.listRules)), [api])
  const { data, error, retry } = useLoad(read)
  const { rules } = settingsWords
  if (!data) return <Loading error={error} retry={retry} />
  const places = [...new Set(data.flatMap((rule) => rule.place ?? []))].toSorted()
  const shown = data.filter((rule) => place === '' || rule.place === place)
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{rules.all}</h2>
      <p className="help">{rules.allHelp}</p>
      <div className="field-row">
        <label htmlFor={id}>{rules.place}</label>
        <select id={id} className="input" value={place} onChange={(event) => setPlace(event.target.value)}>
          <option value="">{rules.everyPlace}</option>
          {places.map((code) => (
            <option key={code} value={code}>
              {placeName(code)}
            </option>
          ))}
        </select>
      </div>
      <table className="plain-table rules">
        <thead>
          <tr>
            <th scope="col">{rules.place}</th>
            <th scope="col">{rules.rule}</th>
            <th scope="col">{rules.source}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((rule) => (
            <RuleRow key={rule.id} rule={rule} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const RuleRow = ({ rule }: { rule: Rule }) => {
  const { rules } = settingsWords
  return (
    <tr>
      <th scope="row">
        {rule.place ? placeName(rule.place) : rules.anywhere}
        <span className="sub">{rules.concerns[rule.concern]}</span>
      </th>
      <td>
        {rule.words}
        <span className="help">{rule.applies_to}</span>
      </td>
      <td>
        {rule.citation}
        <span className="help">{rules.read(rules.certainties[rule.certainty], rule.read_on)}</span>
      </td>
    </tr>
  )
}

/** A country, or a part of one as the law books write it: "United States, FL". */
const placeName = (code: string): string => {
  const [country = '', part] = code.split('-')
  return part ? `${countryName(country)}, ${part}` : countryName(country)
}

export default RulesPage
