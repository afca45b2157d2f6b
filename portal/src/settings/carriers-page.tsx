import { ChevronRight, Plus } from 'lucide-react'
import { type FormEvent, useCallback, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { CarrierAccount } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Complaint } from '../parts/complaint.tsx'
import { mistakesOf } from '../parts/edit-form.tsx'
import { Mistakes, RadioList } from '../parts/fields.tsx'
import { Icon } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { useRequestKey } from '../parts/use-request-key.ts'
import { settingsWords } from '../words/settings.ts'
import { age } from '../words/times.ts'
import { CarrierAccountPage } from './carrier-account-page.tsx'
import { type AccountCarrier, type AccountFacts, AccountFields, accountCarriers } from './carrier-fields.tsx'
import { Loading, SettingsPage } from './page.tsx'
import { readCarrierAccounts } from './read-accounts.ts'

/** The accounts at carriers, one of them, or a new one. */
const CarriersPage = ({ id }: { id: string | undefined }) => {
  if (id === 'new') return <NewAccount />
  return id ? <CarrierAccountPage id={id as CarrierAccount['id']} /> : <AccountList />
}

const AccountList = () => {
  const { api } = useDesk()
  const { data: accounts, error, retry } = useLoad(useCallback(() => readCarrierAccounts(api), [api]))
  const { carriers, parts } = settingsWords
  return (
    <SettingsPage
      title={parts.carriers}
      intro={carriers.intro}
      actions={
        <Link href="/settings/carriers/new" className="btn">
          <Icon of={Plus} />
          {carriers.add}
        </Link>
      }
    >
      {!accounts ? (
        <Loading error={error} retry={retry} />
      ) : accounts.length === 0 ? (
        <EmptyState title={carriers.none[0]} hint={carriers.none[1]} />
      ) : (
        <ul className="card entries">
          {accounts.map((account) => (
            <li key={account.id}>
              <AccountEntry account={account} />
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

const AccountEntry = ({
  account: { id, name, carrier, status, last_webhook_at },
}: {
  account: CarrierAccount
}) => {
  const now = useNow()
  const { carriers, numbers } = settingsWords
  const delivery = last_webhook_at ? carriers.lastDelivery(age(last_webhook_at, now)) : carriers.noDelivery
  return (
    <Link href={`/settings/carriers/${id}`} className="entry">
      <div>
        <strong>{name}</strong>
        <span className="sub">{`${numbers.carriers[carrier as AccountCarrier]} · ${delivery}`}</span>
      </div>
      {status === 'unauthorized' && <span className="chip bad">{carriers.unauthorized}</span>}
      <Icon of={ChevronRight} />
    </Link>
  )
}

const NewAccount = () => {
  const { api } = useDesk()
  const [, go] = useLocation()
  const [carrier, setCarrier] = useState<AccountCarrier>('twilio')
  const [facts, setFacts] = useState<AccountFacts>({ name: '', secrets: {} })
  const key = useRequestKey()
  const { isBusy, error, run } = useChange()
  const { carriers, numbers } = settingsWords
  const change = (changed: Partial<AccountFacts>) => setFacts({ ...facts, ...changed })
  const choose = (chosen: AccountCarrier) => {
    setCarrier(chosen)
    change({ secrets: {}, account_sid: undefined, messaging_service_sid: undefined })
  }
  const add = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      const body = newAccount(carrier, facts)
      const { id } = await api.createCarrierAccount({ key: key.of(body), body })
      go(`/settings/carriers/${id}`)
    })
  }
  return (
    <SettingsPage title={carriers.add} back={{ to: '/settings/carriers', label: carriers.back }}>
      <form className="edit-form" aria-label={carriers.add} noValidate onSubmit={add}>
        <Mistakes value={mistakesOf(error)}>
          <section className="card">
            <RadioList<AccountCarrier>
              path="carrier"
              label={numbers.carrier}
              value={carrier}
              options={accountCarriers.map((name) => [name, numbers.carriers[name]])}
              change={choose}
            />
            <AccountFields carrier={carrier} value={facts} change={change} />
            <p className="help">{carriers.secretsHelp}</p>
          </section>
          <Complaint error={error} />
          <Answers
            yes={carriers.add}
            close={() => go('/settings/carriers')}
            disabled={isBusy || facts.name.trim() === ''}
          />
        </Mistakes>
      </form>
    </SettingsPage>
  )
}

const newAccount = (
  carrier: AccountCarrier,
  { name, account_sid, messaging_service_sid, secrets }: AccountFacts,
) => ({
  carrier,
  name,
  ...(account_sid && { account_sid }),
  ...(messaging_service_sid && { messaging_service_sid }),
  secrets: Object.fromEntries(Object.entries(secrets).flatMap(([key, text]) => (text ? [[key, text]] : []))),
})

export default CarriersPage
