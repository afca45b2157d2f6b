import { type FormEvent, useCallback, useState } from 'react'
import { useLocation } from 'wouter'
import type { BusinessNumber } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Complaint } from '../parts/complaint.tsx'
import { mistakesOf } from '../parts/edit-form.tsx'
import { CheckList, Mistakes, RadioList, Select, TextInput } from '../parts/fields.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { CarrierOfNumber } from './carrier-of-number.tsx'
import { countries, countryName } from './countries.ts'
import { SettingsPage } from './page.tsx'
import { readCarrierAccounts } from './read-accounts.ts'

type NumberType = BusinessNumber['type']

/** Adds a number. It is off until its steps are done. */
export const NewNumberPage = () => {
  const { api, store } = useDesk()
  const [, go] = useLocation()
  const [address, setAddress] = useState('')
  const [name, setName] = useState('')
  const [type, setType] = useState<NumberType>('long_code')
  const [capabilities, setCapabilities] = useState<BusinessNumber['capabilities']>(['sms'])
  const [country, setCountry] = useState('')
  const [at, setAt] = useState<Pick<BusinessNumber, 'carrier' | 'carrier_account_id'>>({ carrier: 'aws' })
  const accounts = useLoad(useCallback(() => readCarrierAccounts(api), [api]))
  const { isBusy, error, run } = useChange()
  const { numbers } = settingsWords
  const add = (event: FormEvent) => {
    event.preventDefault()
    const facts = { address, type, capabilities, ...at, ...(name && { name }), ...(country && { country }) }
    run(async () => {
      const number = await api.createNumber({ body: facts })
      store.apply([{ t: 'number', row: number }])
      go(`/settings/numbers/${number.id}`)
    })
  }
  return (
    <SettingsPage title={numbers.add} back={{ to: '/settings/numbers', label: numbers.back }}>
      <form className="edit-form" aria-label={numbers.add} noValidate onSubmit={add}>
        <Mistakes value={mistakesOf(error)}>
          <section className="card">
            <RadioList<NumberType>
              path="type"
              label={numbers.type}
              value={type}
              options={Object.entries(numbers.types) as [NumberType, string][]}
              change={(chosen: NumberType) => setType(chosen)}
            />
            <TextInput
              path="address"
              label={numbers.addresses[type][0]}
              help={numbers.addresses[type][1]}
              type={type === 'rcs' ? 'text' : 'tel'}
              value={address}
              maxLength={100}
              change={setAddress}
            />
            <TextInput
              path="name"
              label={numbers.fields.name[0]}
              help={numbers.fields.name[1]}
              value={name}
              maxLength={100}
              change={setName}
            />
            <Select
              path="country"
              label={numbers.country}
              help={numbers.countryHelp}
              value={country}
              options={[
                ['', numbers.countryOfAddress],
                ...countries().map((code) => [code, countryName(code)] as const),
              ]}
              change={setCountry}
            />
            <CheckList
              path="capabilities"
              label={numbers.fields.capabilities[0]}
              help={numbers.fields.capabilities[1]}
              value={capabilities}
              options={Object.entries(numbers.capabilities) as [(typeof capabilities)[number], string][]}
              change={setCapabilities}
            />
            <CarrierOfNumber value={at} accounts={accounts.error ? [] : accounts.data} change={setAt} />
          </section>
          <Complaint error={error} />
          <Answers
            yes={numbers.add}
            close={() => go('/settings/numbers')}
            disabled={isBusy || address.trim() === ''}
          />
        </Mistakes>
      </form>
    </SettingsPage>
  )
}
