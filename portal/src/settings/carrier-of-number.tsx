import { Link } from 'wouter'
import { carrierTraits } from '#domain/carriers/traits.ts'
import type { BusinessNumber, CarrierAccount } from '../data/api.ts'
import { Select } from '../parts/fields.tsx'
import { settingsWords } from '../words/settings.ts'

type Chosen = Pick<BusinessNumber, 'carrier' | 'carrier_account_id'>

type CarrierOfNumberProps = {
  value: Chosen
  /** Undefined until they are read: before that nobody can say which of them a carrier would be chosen with. */
  accounts: CarrierAccount[] | undefined
  change(chosen: Chosen): void
}

/** Which carrier a number belongs to, and with which account where the carrier needs one. */
export const CarrierOfNumber = ({ value, accounts, change }: CarrierOfNumberProps) => {
  const { numbers, carriers } = settingsWords
  const { fields } = numbers
  const { carrier, carrier_account_id = '' } = value
  const accountsOf = (name: string) => accounts?.filter((account) => account.carrier === name) ?? []
  const choose = (name: Chosen['carrier']) => {
    const [only] = carrierTraits[name].account ? accountsOf(name) : []
    change({ carrier: name, carrier_account_id: only?.id })
  }
  const fitting = accountsOf(carrier)
  return (
    <>
      <Select<Chosen['carrier']>
        path="carrier"
        label={fields.carrier[0]}
        help={fields.carrier[1]}
        value={carrier}
        options={Object.entries(numbers.carriers) as [Chosen['carrier'], string][]}
        disabled={!accounts}
        change={choose}
      />
      {carrierTraits[carrier].account && (
        <Select<string>
          path="carrier_account_id"
          label={fields.carrier_account_id[0]}
          help={
            fitting.length > 0 ? (
              fields.carrier_account_id[1]
            ) : (
              <Link className="link" href="/settings/carriers/new">
                {carriers.addFirst}
              </Link>
            )
          }
          value={carrier_account_id}
          options={[
            ...(carrier_account_id ? [] : [['', carriers.chooseOne] as const]),
            ...fitting.map(({ id, name }) => [id, name] as const),
          ]}
          change={(id) => change({ carrier, carrier_account_id: (id || undefined) as CarrierAccount['id'] })}
        />
      )}
    </>
  )
}
