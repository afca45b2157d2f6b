import { type FormEvent, useState } from 'react'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { mistakesOf } from '../parts/edit-form.tsx'
import { CheckList, Mistakes, TextInput } from '../parts/fields.tsx'
import { formatPhone } from '../words/phones.ts'
import { settingsWords } from '../words/settings.ts'
import { momentIn } from '../words/times.ts'
import { SettingsPage } from './page.tsx'
import { SettingChoice, SettingsForm, SettingToggle } from './settings-form.tsx'

/** What an opt-out covers, what an opt-in takes, and the ledger of a phone. */
const ConsentPage = () => {
  const { workspace, consent } = settingsWords
  return (
    <SettingsPage title={settingsWords.parts.consent} intro={consent.intro}>
      <SettingsForm name="consent">
        {(edit) => (
          <>
            <section className="card" aria-labelledby="opt-out">
              <h2 id="opt-out">{consent.optOut}</h2>
              <SettingChoice edit={edit} name="opt_out_scope" />
              <SettingChoice edit={edit} name="opt_out_covers" />
              <SettingToggle edit={edit} name="opt_out_unreviewed" />
              <CheckList
                path="languages"
                label={workspace.fields.languages[0]}
                help={workspace.fields.languages[1]}
                value={edit.value.languages}
                options={workspace.languages}
                change={(languages) => edit.change({ languages })}
              />
            </section>
            <section className="card" aria-labelledby="opt-in">
              <h2 id="opt-in">{consent.optIn}</h2>
              <SettingChoice edit={edit} name="campaign_consent" />
              <SettingToggle edit={edit} name="double_opt_in" />
            </section>
          </>
        )}
      </SettingsForm>
      <Ledger />
    </SettingsPage>
  )
}

type Found = Answer<'listConsents'> & { phone: string }

const Ledger = () => {
  const { api } = useDesk()
  const [phone, setPhone] = useState('')
  const [found, setFound] = useState<Found>()
  const [error, setError] = useState<unknown>()
  const { consent } = settingsWords
  const search = async (event: FormEvent) => {
    event.preventDefault()
    setError(undefined)
    setFound(undefined)
    await api
      .listConsents({ query: { phone, limit: 100 } })
      .then((page) => setFound({ ...page, phone: page.data[0]?.phone ?? phone }), setError)
  }
  return (
    <section className="card" aria-labelledby="ledger">
      <h2 id="ledger">{consent.ledger}</h2>
      <form className="with-button" aria-label={consent.ledger} noValidate onSubmit={search}>
        <Mistakes value={mistakesOf(error)}>
          <TextInput path="phone" label={consent.phone} type="tel" value={phone} change={setPhone} />
        </Mistakes>
        <button type="submit" className="btn" disabled={phone.trim() === ''}>
          {consent.search}
        </button>
      </form>
      <Complaint error={error} />
      {found && <LedgerOf found={found} />}
    </section>
  )
}

const LedgerOf = ({ found: { data, states, phone } }: { found: Found }) => {
  const { consent } = settingsWords
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const place = useNumberName()
  return (
    <div role="status" className="ledger">
      <strong>
        {states.length === 0
          ? consent.nothingSaid(formatPhone(phone))
          : states
              .map(({ state, number_id }) => consent.states[state](formatPhone(phone), place(number_id)))
              .join(' ')}
      </strong>
      <ul>
        {data.map((entry) => (
          <li key={entry.id} className="ledger-entry">
            <strong>{consent.actions[entry.action]}</strong>
            <span className="sub">
              {[
                momentIn(Date.parse(entry.at), timeZone),
                consent.sources[entry.source],
                entry.recorded_by_name,
                place(entry.number_id),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {entry.received && <q>{entry.received.body}</q>}
            {entry.reason && <span>{entry.reason}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

const useNumberName = () => {
  const { store } = useDesk()
  return (id: string | undefined): string | undefined => {
    const number = id && store.number(id)
    return number ? (number.name ?? formatPhone(number.address)) : undefined
  }
}

export default ConsentPage
