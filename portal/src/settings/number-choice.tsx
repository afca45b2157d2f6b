import type { BusinessNumber } from '../data/api.ts'
import { formatPhone } from '../words/phones.ts'
import { settingsWords } from '../words/settings.ts'
import { Field } from './fields.tsx'

type NumberChoiceProps = {
  numbers: BusinessNumber[]
  chosen: BusinessNumber['id'] | undefined
  choose(id: BusinessNumber['id'] | undefined): void
}

/** The number that somebody's texts leave from where they choose no other. */
export const NumberChoice = ({ numbers, chosen, choose }: NumberChoiceProps) => {
  const { agents: texts } = settingsWords
  return (
    <Field label={texts.usualNumber} help={texts.usualHelp}>
      <select
        className="input"
        value={chosen ?? ''}
        onChange={({ target }) => choose(numbers.find(({ id }) => id === target.value)?.id)}
      >
        <option value="">{texts.anyNumber}</option>
        {numbers.map(({ id, name, address }) => (
          <option key={id} value={id}>
            {name ? `${name}, ${formatPhone(address)}` : formatPhone(address)}
          </option>
        ))}
      </select>
    </Field>
  )
}
