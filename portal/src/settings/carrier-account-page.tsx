import { useCallback } from 'react'
import { Link } from 'wouter'
import { each, isProblem } from '#contract/client.ts'
import type { BusinessNumber, CarrierAccount } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { EditForm } from '../parts/edit-form.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useEdit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { formatPhone } from '../words/phones.ts'
import { settingsWords } from '../words/settings.ts'
import { age } from '../words/times.ts'
import { type AccountCarrier, AccountFields, type SecretValues } from './carrier-fields.tsx'
import { CopyField } from './copy-field.tsx'
import { DeleteCard } from './delete-card.tsx'
import { Facts } from './facts.tsx'
import { Loading, SettingsPage } from './page.tsx'

type Read = { account: CarrierAccount; numbers: BusinessNumber[] }

/** One account at a carrier: how it is, what to paste there, what it is made of, and its end. */
export const CarrierAccountPage = ({ id }: { id: CarrierAccount['id'] }) => {
  const { api } = useDesk()
  const read = useCallback(async (): Promise<Read> => {
    const [account, numbers] = await Promise.all([
      api.getCarrierAccount({ id }),
      Array.fromAsync(each(api.listNumbers, { query: { limit: 100 } })),
    ])
    return { account, numbers: numbers.filter((number) => number.carrier_account_id === id) }
  }, [api, id])
  const { data, error, retry, put } = useLoad(read)
  const { carriers, parts } = settingsWords
  return (
    <SettingsPage
      key={data ? 'there' : 'loading'}
      title={data?.account.name ?? parts.carriers}
      back={{ to: '/settings/carriers', label: carriers.back }}
    >
      {data ? (
        <Cards {...data} put={(account) => put({ ...data, account })} />
      ) : isProblem(error, 'not_found') ? (
        <EmptyState title={carriers.noSuch} />
      ) : (
        <Loading error={error} retry={retry} />
      )}
    </SettingsPage>
  )
}

/** The account as it is edited: nothing is known of its secrets but what is typed. */
type Edited = CarrierAccount & { secrets: SecretValues }

const Cards = ({ account, numbers, put }: Read & { put(account: CarrierAccount): void }) => {
  const { api } = useDesk()
  const { carriers } = settingsWords
  const { id } = account
  const edited = (read: CarrierAccount): Edited => ({ ...read, secrets: {} })
  const edit = useEdit<Edited>({
    name: id,
    record: edited(account),
    read: () => api.getCarrierAccount({ id }).then(edited),
    write: (changes, { version }) =>
      api.editCarrierAccount({ id, ifMatch: version, body: patchOf(changes) }).then(edited),
    put,
  })
  const labels = {
    name: carriers.name,
    account_sid: carriers.accountSid[0],
    messaging_service_sid: carriers.messagingServiceSid[0],
  }
  return (
    <>
      <State account={account} numbers={numbers} />
      <Webhooks account={account} />
      <EditForm edit={edit} label={account.name} labels={labels}>
        <section className="card" aria-labelledby="account">
          <h2 id="account">{carriers.account}</h2>
          <AccountFields carrier={carrierOf(account)} value={edit.value} change={edit.change} isThere />
          <p className="help">{carriers.rotation}</p>
        </section>
      </EditForm>
      <Forget account={account} isChanged={edit.isChanged} />
    </>
  )
}

const carrierOf = ({ carrier }: CarrierAccount) => carrier as AccountCarrier

const patchOf = ({ name, account_sid, secrets, ...changes }: Partial<Edited>) => ({
  ...(name !== undefined && { name }),
  ...(account_sid !== undefined && { account_sid }),
  ...('messaging_service_sid' in changes && { messaging_service_sid: changes.messaging_service_sid ?? null }),
  ...(secrets && { secrets }),
})

const State = ({ account, numbers }: Read) => {
  const now = useNow()
  const { carriers, numbers: texts } = settingsWords
  const { status, last_webhook_at } = account
  const facts = [
    [texts.carrier, texts.carriers[carrierOf(account)]],
    [carriers.state, carriers.states[status]],
    [carriers.lastDeliveryTitle, last_webhook_at ? age(last_webhook_at, now) : carriers.noDelivery],
  ] as const
  return (
    <section className="card" aria-labelledby="state">
      <h2 id="state">{carriers.stateTitle}</h2>
      <Facts facts={facts} />
      {status === 'unauthorized' && <p className="complaint">{carriers.unauthorizedHelp}</p>}
      <p className="help">
        {numbers.length === 0 ? carriers.noNumbers : carriers.numbers}{' '}
        {numbers.map(({ id, name, address }, index) => (
          <span key={id}>
            {index > 0 && ', '}
            <Link className="link" href={`/settings/numbers/${id}`}>
              {name ?? formatPhone(address)}
            </Link>
          </span>
        ))}
      </p>
    </section>
  )
}

const Webhooks = ({ account }: { account: CarrierAccount }) => {
  const { carriers } = settingsWords
  return (
    <section className="card" aria-labelledby="webhooks">
      <h2 id="webhooks">{carriers.webhooks}</h2>
      <p>{carriers.paste[carrierOf(account)]}</p>
      {Object.entries(account.webhook_urls).map(([name, url]) => (
        <CopyField key={name} label={carriers.webhookOf[name] ?? name} text={url} told={carriers.copied} />
      ))}
    </section>
  )
}

const Forget = ({
  account: { id, version, name },
  isChanged,
}: {
  account: CarrierAccount
  isChanged: boolean
}) => {
  const { api } = useDesk()
  const { carriers } = settingsWords
  return (
    <DeleteCard
      title={carriers.deleteCard}
      text={carriers.deleteText}
      action={carriers.delete}
      question={carriers.deleteTitle(name)}
      told={carriers.deleted(name)}
      to="/settings/carriers"
      isChanged={isChanged}
      remove={() => api.deleteCarrierAccount({ id, ifMatch: version })}
    />
  )
}
