import { useContext, useState } from 'react'
import type { Widget } from '../../data/api.ts'
import { Field, Mistakes, Select, TextInput } from '../../parts/fields.tsx'
import { widgetWords } from '../../words/widgets.ts'
import { useNumberOptions } from '../use-number-options.ts'

/** Which number visitors text, and on which pages. */
export type PlaceFacts = Pick<Widget, 'name' | 'allowed_origins'> & {
  number_id: Widget['number_id'] | undefined
}

type PlaceProps = { value: PlaceFacts; change(changes: Partial<PlaceFacts>): void }

export const PlaceFields = ({ value, change }: PlaceProps) => {
  const numbers = useNumberOptions()
  const none = value.number_id ? [] : [['', widgetWords.chooseNumber] as const]
  return (
    <>
      <TextInput
        path="name"
        label={widgetWords.name}
        help={widgetWords.nameHelp}
        value={value.name}
        maxLength={100}
        change={(name) => change({ name })}
      />
      <Select<string>
        path="number_id"
        label={widgetWords.number}
        help={widgetWords.numberHelp}
        value={value.number_id ?? ''}
        options={[...none, ...numbers]}
        change={(id) => change({ number_id: id as Widget['number_id'] })}
      />
      <Origins value={value.allowed_origins} change={(allowed_origins) => change({ allowed_origins })} />
    </>
  )
}

type OriginsProps = { value: string[]; change(value: string[]): void }

/** One a line. What is being written stays as it is while it is written. */
const Origins = ({ value, change }: OriginsProps) => {
  const mistakes = useContext(Mistakes).map(({ path, detail }) =>
    path.startsWith('allowed_origins') ? { path: 'allowed_origins', detail } : { path, detail },
  )
  const [written, setWritten] = useState(value.join('\n'))
  const shown = isSame(linesOf(written), value) ? written : value.join('\n')
  return (
    <Mistakes value={mistakes}>
      <Field path="allowed_origins" label={widgetWords.origins} help={widgetWords.originsHelp}>
        {(props) => (
          <textarea
            className="input growing"
            inputMode="url"
            spellCheck={false}
            value={shown}
            {...props}
            onChange={({ target }) => {
              setWritten(target.value)
              change(linesOf(target.value))
            }}
          />
        )}
      </Field>
    </Mistakes>
  )
}

const linesOf = (text: string): string[] => text.split(/\s+/).map(asOrigin).filter(Boolean)

/** People paste the address of a page: what counts of it is where it lies. */
const asOrigin = (line: string): string => {
  try {
    const { protocol, origin } = new URL(line)
    return protocol === 'https:' ? origin : line
  } catch {
    return line
  }
}

const isSame = (one: string[], other: string[]): boolean => one.join('\n') === other.join('\n')
