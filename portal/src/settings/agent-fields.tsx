import type { Agent, BusinessNumber } from '../data/api.ts'
import { RadioList, Select } from '../parts/fields.tsx'
import { formatPhone } from '../words/phones.ts'
import { settingsWords } from '../words/settings.ts'

type Role = Agent['role']

export const RoleChoice = ({ value, change }: { value: Role; change(role: Role): void }) => {
  const { agents: texts } = settingsWords
  return (
    <RadioList<Role>
      path="role"
      label={texts.role}
      value={value}
      options={[
        ['agent', texts.roles.agent],
        ['admin', texts.roles.admin, texts.adminMeans],
      ]}
      change={change}
    />
  )
}

type NumberId = BusinessNumber['id']

type NumberChoiceProps = {
  numbers: BusinessNumber[]
  value: NumberId | undefined
  change(id: NumberId | undefined): void
}

/** The number that somebody's texts leave from where they choose no other. */
export const NumberChoice = ({ numbers, value, change }: NumberChoiceProps) => {
  const { agents: texts } = settingsWords
  return (
    <Select<NumberId | ''>
      path="default_number_id"
      label={texts.usualNumber}
      help={texts.usualHelp}
      value={value ?? ''}
      options={[
        ['', texts.anyNumber],
        ...numbers.map(({ id, name, address }) => [id, name ?? formatPhone(address)] as const),
      ]}
      change={(id) => change(id || undefined)}
    />
  )
}
