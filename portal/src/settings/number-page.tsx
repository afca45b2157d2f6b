import { useCallback } from 'react'
import { each } from '#contract/client.ts'
import { carrierTraits } from '#domain/carriers/traits.ts'
import type { Agent, Api, BusinessNumber } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { EditForm } from '../parts/edit-form.tsx'
import { CheckList, NumberInput, RadioList, Select, TextInput, Toggle } from '../parts/fields.tsx'
import { type Edit, useEdit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { formatPhone } from '../words/phones.ts'
import { settingsWords } from '../words/settings.ts'
import { CarrierOfNumber } from './carrier-of-number.tsx'
import { countryName } from './countries.ts'
import { Facts } from './facts.tsx'
import { NotificationUsers } from './notification-users.tsx'
import { NotifiedReach } from './notified-reach.tsx'
import { NumberState } from './number-state.tsx'
import { NumberTexts } from './number-texts.tsx'
import { Loading, SettingsPage } from './page.tsx'
import { readCarrierAccounts } from './read-accounts.ts'

type Around = Awaited<ReturnType<typeof readAround>>

/** What a number can be given: people, teams, hours; and what its texts say of the company. */
const readAround = async (api: Api) => {
  const [agents, teams, hours, accounts, settings] = await Promise.all([
    Array.fromAsync(each(api.listAgents, { query: { limit: 100 } })),
    Array.fromAsync(each(api.listTeams, { query: { limit: 100 } })),
    Array.fromAsync(each(api.listBusinessHours, { query: { limit: 100 } })),
    readCarrierAccounts(api),
    api.getSettings(),
  ])
  return { agents, teams, hours, accounts, settings }
}

/** One number: how far it is, and everything that is set for it. */
export const NumberPage = ({ id }: { id: string }) => {
  const { api } = useDesk()
  const read = useCallback(async () => {
    const [number, around] = await Promise.all([
      api.getNumber({ id: id as BusinessNumber['id'] }),
      readAround(api),
    ])
    return { number, around }
  }, [api, id])
  const { data, error, retry, put } = useLoad(read)
  const title = data ? (data.number.name ?? formatPhone(data.number.address)) : settingsWords.parts.numbers
  return (
    <SettingsPage
      key={data ? 'there' : 'loading'}
      title={title}
      back={{ to: '/settings/numbers', label: settingsWords.numbers.back }}
    >
      {data ? (
        <NumberForm
          number={data.number}
          around={data.around}
          // What was edited is answered without the defaults, which have not changed.
          put={(number) => put({ ...data, number: { ...number, default_texts: data.number.default_texts } })}
        />
      ) : (
        <Loading error={error} retry={retry} />
      )}
    </SettingsPage>
  )
}

type FormProps = { number: BusinessNumber; around: Around; put(number: BusinessNumber): void }

const NumberForm = ({ number, around, put }: FormProps) => {
  const { api, store } = useDesk()
  const { id } = number
  const { numbers } = settingsWords
  const putAll = (saved: BusinessNumber) => {
    store.apply([{ t: 'number', row: saved }])
    put(saved)
  }
  const edit = useEdit<BusinessNumber>({
    name: id,
    record: number,
    read: () => api.getNumber({ id }),
    write: (changes, base) => api.editNumber({ id, ifMatch: base.version, body: patchOf(changes, base) }),
    put: putAll,
  })
  const labels = Object.fromEntries(Object.entries(numbers.fields).map(([name, [label]]) => [name, label]))
  const part = { edit, around }
  return (
    <>
      <NumberState number={number} isChanged={edit.isChanged} put={putAll} />
      <EditForm edit={edit} label={numbers.form} labels={labels}>
        <Registration {...part} />
        <Basics {...part} />
        <People {...part} />
        <NumberTexts edit={edit} settings={around.settings} />
        <Sending {...part} />
      </EditForm>
    </>
  )
}

/** What has changed, as the API takes it: null takes a value away, and a text back to its default. */
const patchOf = (changes: Partial<BusinessNumber>, base: BusinessNumber) => {
  const { name, team_id, hours_id, carrier_account_id, texts, ...rest } = changes
  const optional = Object.fromEntries(
    Object.entries({ name, team_id, hours_id, carrier_account_id })
      .filter(([key]) => key in changes)
      .map(([key, value]) => [key, value || null]),
  )
  return { ...rest, ...optional, ...(texts && { texts: textsPatch(texts, base.texts) }) }
}

const textsPatch = (texts: BusinessNumber['texts'], before: BusinessNumber['texts']) =>
  Object.fromEntries(
    [...new Set([...Object.keys(texts), ...Object.keys(before)])].map((name) => [
      name,
      texts[name as keyof typeof texts] || null,
    ]),
  )

type PartProps = { edit: Edit<BusinessNumber>; around: Around }

const Registration = ({ edit: { value, change } }: PartProps) => {
  const { registration } = value
  const { numbers } = settingsWords
  const set = (patch: Partial<typeof registration>) => change({ registration: { ...registration, ...patch } })
  return (
    <section className="card" aria-labelledby="registration">
      <h2 id="registration">{numbers.registration}</h2>
      <p className="help">{numbers.registrationHelp}</p>
      <Select
        path="registration.status"
        label={numbers.registrationStatus}
        value={registration.status}
        options={entriesOf(numbers.registrations)}
        change={(status) => set({ status })}
      />
      <div className="side-by-side">
        <TextInput
          path="registration.brand_id"
          label={numbers.brandId}
          value={registration.brand_id ?? ''}
          maxLength={100}
          change={(text) => set({ brand_id: text || undefined })}
        />
        <TextInput
          path="registration.campaign_id"
          label={numbers.campaignId}
          value={registration.campaign_id ?? ''}
          maxLength={100}
          change={(text) => set({ campaign_id: text || undefined })}
        />
      </div>
    </section>
  )
}

const Basics = ({ edit: { value, change }, around: { accounts } }: PartProps) => {
  const { numbers } = settingsWords
  const { fields } = numbers
  const { rate } = value
  const facts = [
    [numbers.address, formatPhone(value.address)],
    [numbers.type, numbers.types[value.type]],
    [numbers.country, countryName(value.country)],
  ] as const
  return (
    <section className="card" aria-labelledby="basics">
      <h2 id="basics">{numbers.basics}</h2>
      <Facts facts={facts} />
      <TextInput
        path="name"
        label={fields.name[0]}
        help={fields.name[1]}
        value={value.name ?? ''}
        maxLength={100}
        change={(name) => change({ name: name || undefined })}
      />
      <CheckList
        path="capabilities"
        label={fields.capabilities[0]}
        help={fields.capabilities[1]}
        value={value.capabilities}
        options={entriesOf(numbers.capabilities)}
        change={(capabilities) => change({ capabilities })}
      />
      <CarrierOfNumber value={value} accounts={accounts} change={change} />
      {(mayCarryPictures(value) || value.mms_out) && (
        <Toggle
          path="mms_out"
          label={fields.mms_out[0]}
          help={fields.mms_out[1]}
          value={value.mms_out}
          change={(mms_out) => change({ mms_out })}
        />
      )}
      <div className="side-by-side">
        <NumberInput
          path="rate.segments_per_second"
          label={numbers.perSecond}
          help={numbers.perSecondHelp}
          step="any"
          value={rate.segments_per_second}
          change={(segments = 0) => change({ rate: { ...rate, segments_per_second: segments } })}
        />
        <NumberInput
          path="rate.segments_per_day"
          label={numbers.perDay}
          help={numbers.perDayHelp}
          value={rate.segments_per_day}
          change={(segments) => change({ rate: { ...rate, segments_per_day: segments } })}
        />
      </div>
      {value.daily_use && (
        <p className="help">
          {numbers.usedToday(value.daily_use.segments_used, value.daily_use.segments_per_day)}
        </p>
      )}
    </section>
  )
}

const mayCarryPictures = ({ capabilities, carrier }: BusinessNumber): boolean =>
  capabilities.includes('mms') && carrierTraits[carrier].pictures.out !== undefined

const People = ({ edit: { value, change }, around: { agents, teams } }: PartProps) => {
  const { numbers } = settingsWords
  const { fields } = numbers
  return (
    <section className="card" aria-labelledby="people">
      <h2 id="people">{numbers.people}</h2>
      <CheckList
        path="users"
        label={fields.users[0]}
        help={fields.users[1]}
        value={value.users}
        options={agents.filter((agent) => isOffered(agent, value)).map(({ id, name }) => [id, name] as const)}
        change={(users) => change({ users })}
      />
      <Select
        path="team_id"
        label={fields.team_id[0]}
        help={fields.team_id[1]}
        value={value.team_id ?? ''}
        options={[['', numbers.noTeam], ...teams.map(({ id, name }) => [id, name] as const)]}
        change={(team) => change({ team_id: team || undefined })}
      />
      <NotificationUsers
        users={value.notification_users}
        change={(notification_users) => change({ notification_users })}
      />
      <Toggle
        path="notices_show_text"
        label={fields.notices_show_text[0]}
        help={fields.notices_show_text[1]}
        value={value.notices_show_text}
        change={(notices_show_text) => change({ notices_show_text })}
      />
      <NotifiedReach number={value.id} version={value.version} />
    </section>
  )
}

const isOffered = ({ id, active }: Agent, { users }: BusinessNumber): boolean => active || users.includes(id)

const Sending = ({ edit: { value, change }, around: { hours } }: PartProps) => {
  const { numbers } = settingsWords
  const { fields } = numbers
  return (
    <section className="card" aria-labelledby="sending">
      <h2 id="sending">{numbers.sending}</h2>
      <Select
        path="hours_id"
        label={fields.hours_id[0]}
        help={fields.hours_id[1]}
        value={value.hours_id ?? ''}
        options={[['', numbers.noHours], ...hours.map(({ id, name }) => [id, name] as const)]}
        change={(id) => change({ hours_id: id || undefined })}
      />
      <RadioList
        path="hours_policy"
        label={fields.hours_policy[0]}
        value={value.hours_policy}
        options={entriesOf(numbers.hoursPolicies)}
        change={(hours_policy) => change({ hours_policy })}
      />
      {flags.slice(0, 1).map((name) => (
        <Flag key={name} name={name} value={value} change={change} />
      ))}
      <RadioList
        path="long_messages"
        label={fields.long_messages[0]}
        value={value.long_messages}
        options={numbers.longMessages}
        change={(long_messages) => change({ long_messages })}
      />
      {flags.slice(1).map((name) => (
        <Flag key={name} name={name} value={value} change={change} />
      ))}
    </section>
  )
}

const flags = [
  'agents_send_now',
  'counters',
  'agent_send_only',
  'enrolled_only',
  'carrier_handles_opt_out',
] as const

type FlagProps = Pick<Edit<BusinessNumber>, 'value' | 'change'> & { name: (typeof flags)[number] }

const Flag = ({ name, value, change }: FlagProps) => (
  <Toggle
    path={name}
    label={settingsWords.numbers.fields[name][0]}
    help={settingsWords.numbers.fields[name][1]}
    value={value[name]}
    change={(isOn) => change({ [name]: isOn })}
  />
)

/** The words of an enumeration as options. */
const entriesOf = <K extends string>(words: Record<K, string>) => Object.entries(words) as [K, string][]
