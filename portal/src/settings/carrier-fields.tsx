import type { CarrierSecretName } from '#domain/carriers/carrier.ts'
import { carrierTraits } from '#domain/carriers/traits.ts'
import { CheckList, TextInput } from '../parts/fields.tsx'
import { settingsWords } from '../words/settings.ts'

/** Carriers at which a workspace has an account of its own. */
export const accountCarriers = ['twilio', 'flowroute'] as const
export type AccountCarrier = (typeof accountCarriers)[number]

/** What is typed of secrets; null takes one away. What is not here stays as it is. */
export type SecretValues = { [Name in CarrierSecretName]?: string | null }

export type AccountFacts = {
  name: string
  account_sid?: string | undefined
  messaging_service_sid?: string | undefined
  secrets: SecretValues
}

type FieldsProps = {
  carrier: AccountCarrier
  value: AccountFacts
  change(patch: Partial<AccountFacts>): void
  /** Whether the account is there already: its secrets stay where nothing is typed. */
  isThere?: boolean
}

/** What an account of a carrier is made of. Secrets are written and never shown. */
export const AccountFields = (props: FieldsProps) => {
  const { carrier, value, change } = props
  const { carriers } = settingsWords
  return (
    <>
      <TextInput
        path="name"
        label={carriers.name}
        help={carriers.nameHelp}
        value={value.name}
        maxLength={100}
        change={(name) => change({ name })}
      />
      {carrierTraits[carrier].account?.facts.includes('accountSid') && (
        <>
          <TextInput
            path="account_sid"
            label={carriers.accountSid[0]}
            help={carriers.accountSid[1]}
            value={value.account_sid ?? ''}
            maxLength={34}
            change={(text) => change({ account_sid: text.trim() || undefined })}
          />
          <TextInput
            path="messaging_service_sid"
            label={carriers.messagingServiceSid[0]}
            help={carriers.messagingServiceSid[1]}
            value={value.messaging_service_sid ?? ''}
            maxLength={34}
            change={(text) => change({ messaging_service_sid: text.trim() || undefined })}
          />
        </>
      )}
      <SecretFields {...props} />
    </>
  )
}

const SecretFields = ({ carrier, value: { secrets }, change, isThere }: FieldsProps) => {
  const { carriers } = settingsWords
  const { needed, optional } = carrierTraits[carrier].account?.secrets ?? { needed: [], optional: [] }
  const set = (name: CarrierSecretName, text: string) => {
    const { [name]: _, ...others } = secrets
    change({ secrets: text ? { ...others, [name]: text } : others })
  }
  const forgotten = optional.filter((name) => secrets[name] === null)
  const forget = (chosen: CarrierSecretName[]) => {
    const typed = Object.entries(secrets).filter(([, text]) => text !== null)
    change({
      secrets: { ...Object.fromEntries(typed), ...Object.fromEntries(chosen.map((one) => [one, null])) },
    })
  }
  return (
    <>
      {[...needed, ...optional].map((name) => (
        <TextInput
          key={name}
          type="password"
          path={`secrets.${name}`}
          label={carriers.secrets[name][0]}
          help={carriers.secrets[name][1]}
          placeholder={isThere && needed.includes(name) ? carriers.staysAsItIs : ''}
          value={secrets[name] ?? ''}
          maxLength={200}
          change={(text) => set(name, text.trim())}
        />
      ))}
      {isThere && optional.length > 0 && (
        <CheckList<CarrierSecretName>
          path="secrets"
          label={carriers.forget}
          help={carriers.forgetHelp}
          value={forgotten}
          options={optional.map((name) => [name, carriers.secrets[name][0]])}
          change={forget}
        />
      )}
    </>
  )
}
