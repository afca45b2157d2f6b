import { createContext, type ReactNode, useContext, useId } from 'react'
import './dialog.css'
import './fields.css'

type Mistake = { path: string; detail: string }

/** What the API found wrong, by the path of the field, for the fields within. */
export const Mistakes = createContext<readonly Mistake[]>([])

type FieldProps = {
  /** Where the API names it, such as `rate.segments_per_second`: mistakes find their field by it. */
  path: string
  label: string
  help?: ReactNode
}

type InputProps = { id: string; name: string; 'aria-describedby': string; 'aria-invalid': boolean }

/** A label, the input, what helps to fill it in, and what is wrong with it. */
export const Field = ({
  path,
  label,
  help,
  children,
}: FieldProps & { children(props: InputProps): ReactNode }) => {
  const { id, mistakes, describe } = useField(path)
  return (
    <div className="field-row">
      <label htmlFor={id}>{label}</label>
      {children({ id, name: path, ...describe })}
      <Hints id={id} help={help} mistakes={mistakes} />
    </div>
  )
}

const useField = (path: string) => {
  const id = useId()
  const mistakes = useContext(Mistakes).filter((one) => one.path === path)
  return {
    id,
    mistakes,
    describe: { 'aria-describedby': `${id}-hints`, 'aria-invalid': mistakes.length > 0 },
  }
}

const Hints = ({ id, help, mistakes }: { id: string; help: ReactNode; mistakes: Mistake[] }) => (
  <div id={`${id}-hints`} className="hints">
    {mistakes.map(({ detail }) => (
      <p key={detail} className="mistake">
        {detail}
      </p>
    ))}
    {help && <p className="help">{help}</p>}
  </div>
)

type TextProps = FieldProps & {
  value: string
  change(value: string): void
  type?: 'text' | 'email' | 'tel' | 'date' | 'time' | 'password'
  placeholder?: string
  maxLength?: number
  /** Names for the browser to offer. */
  list?: string
}

export const TextInput = ({
  value,
  change,
  type = 'text',
  placeholder,
  maxLength,
  list,
  ...field
}: TextProps) => (
  <Field {...field}>
    {(props) => (
      <input
        className="input"
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        {...{ type, value, placeholder, maxLength, list, ...props }}
        onChange={(event) => change(event.target.value)}
      />
    )}
  </Field>
)

type NumberProps = FieldProps & {
  /** Undefined where nothing is filled in. */
  value: number | undefined
  change(value: number | undefined): void
  step?: number | 'any'
}

export const NumberInput = ({ value, change, step = 1, ...field }: NumberProps) => (
  <Field {...field}>
    {(props) => (
      <input
        className="input short"
        type="number"
        inputMode="decimal"
        step={step}
        value={value ?? ''}
        {...props}
        onChange={({ target }) => change(target.value === '' ? undefined : target.valueAsNumber)}
      />
    )}
  </Field>
)

type Option<T> = readonly [value: T, label: string]

type SelectProps<T> = FieldProps & {
  value: T
  options: readonly Option<T>[]
  disabled?: boolean
  change(value: T): void
}

export const Select = <T extends string>({ value, options, disabled, change, ...field }: SelectProps<T>) => (
  <Field {...field}>
    {(props) => (
      <select
        className="input"
        value={value}
        disabled={disabled}
        {...props}
        onChange={(event) => change(event.target.value as T)}
      >
        {options.map(([option, label]) => (
          <option key={option} value={option}>
            {label}
          </option>
        ))}
      </select>
    )}
  </Field>
)

/** One answer of a few, each with what it means. */
export const RadioList = <T extends string>({
  path,
  label,
  help,
  value,
  options,
  change,
}: FieldProps & {
  value: T
  options: readonly (readonly [value: T, label: string, help?: string])[]
  change(value: T): void
}) => {
  const { id, mistakes, describe } = useField(path)
  return (
    <fieldset className="group" aria-describedby={describe['aria-describedby']}>
      <legend>{label}</legend>
      {options.map(([option, name, means]) => (
        <label key={option} className="option">
          <input
            type="radio"
            name={path}
            aria-invalid={describe['aria-invalid']}
            checked={value === option}
            onChange={() => change(option)}
          />
          <span>
            {name}
            {means && <span className="help">{means}</span>}
          </span>
        </label>
      ))}
      <Hints id={id} help={help} mistakes={mistakes} />
    </fieldset>
  )
}

/** On or off. */
export const Toggle = ({
  path,
  label,
  help,
  value,
  disabled,
  change,
}: FieldProps & { value: boolean; disabled?: boolean; change(value: boolean): void }) => {
  const { id, mistakes, describe } = useField(path)
  return (
    <div className="field-row">
      <label className="option">
        <input
          type="checkbox"
          className="switch"
          id={id}
          name={path}
          {...describe}
          checked={value}
          disabled={disabled}
          onChange={(event) => change(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <Hints id={id} help={help} mistakes={mistakes} />
    </div>
  )
}

type CheckProps<T> = FieldProps & {
  value: readonly T[]
  options: readonly Option<T>[]
  change(value: T[]): void
}

/** Any of several; the order is that of the options. */
export const CheckList = <T extends string>({ path, label, help, value, options, change }: CheckProps<T>) => {
  const { id, mistakes, describe } = useField(path)
  const toggled = (option: T, isChosen: boolean) =>
    options.flatMap(([one]) => ((one === option ? isChosen : value.includes(one)) ? [one] : []))
  return (
    <fieldset className="group" aria-describedby={describe['aria-describedby']}>
      <legend>{label}</legend>
      <div className="options">
        {options.map(([option, name]) => (
          <label key={option} className="option">
            <input
              type="checkbox"
              name={path}
              aria-invalid={describe['aria-invalid']}
              checked={value.includes(option)}
              onChange={(event) => change(toggled(option, event.target.checked))}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
      <Hints id={id} help={help} mistakes={mistakes} />
    </fieldset>
  )
}
