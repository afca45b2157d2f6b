import { useContext, useId } from 'react'
import { outgoingTypes } from '#contract/events/outgoing.ts'
import { Mistakes } from '../../parts/fields.tsx'
import { settingsWords } from '../../words/settings.ts'
import { eventGroups, type OutgoingType } from './event-groups.ts'

type EventTypesProps = { value: readonly OutgoingType[]; change(value: OutgoingType[]): void }

/** Which events an endpoint is told of: each, all about one thing, or all there are. */
export const EventTypes = ({ value, change }: EventTypesProps) => {
  const id = useId()
  const mistakes = useContext(Mistakes).filter(({ path }) => path.split('.')[0] === 'event_types')
  const { webhooks } = settingsWords
  const set = (types: readonly OutgoingType[], isChosen: boolean) =>
    change(outgoingTypes.filter((type) => (types.includes(type) ? isChosen : value.includes(type))))
  const field = { value, set, isInvalid: mistakes.length > 0 }
  return (
    <fieldset className="group" aria-describedby={id}>
      <legend>{webhooks.types}</legend>
      <div id={id} className="hints">
        {mistakes.map(({ detail }) => (
          <p key={detail} className="mistake">
            {detail}
          </p>
        ))}
      </div>
      <Some {...field} types={outgoingTypes} label={webhooks.everything} />
      <div className="event-groups">
        {eventGroups.map(([group, types]) => (
          <fieldset key={group} className="group">
            <legend>{webhooks.groups[group]}</legend>
            {types.length > 1 && (
              <Some {...field} types={types} label={webhooks.allOf(webhooks.groups[group])} />
            )}
            {types.map((type) => (
              <Some key={type} {...field} types={[type]} label={webhooks.events[type]} code={type} />
            ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  )
}

type SomeProps = {
  value: readonly OutgoingType[]
  types: readonly OutgoingType[]
  label: string
  /** What programs call it. */
  code?: string
  isInvalid: boolean
  set(types: readonly OutgoingType[], isChosen: boolean): void
}

/** One box for one or more types; half ticked where only some of them are chosen. */
const Some = ({ value, types, label, code, isInvalid, set }: SomeProps) => {
  const chosen = types.filter((type) => value.includes(type)).length
  const isAll = chosen === types.length
  return (
    <label className="option">
      <input
        ref={(box) => {
          if (box) box.indeterminate = chosen > 0 && !isAll
        }}
        type="checkbox"
        name="event_types"
        aria-invalid={isInvalid}
        checked={isAll}
        onChange={({ target }) => set(types, target.checked)}
      />
      <span>
        {label}
        {code && <code className="help">{code}</code>}
      </span>
    </label>
  )
}
