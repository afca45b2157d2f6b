import type { ReactNode } from 'react'
import '../parts/dialog.css'

type FieldProps = { label: string; help?: string | undefined; children: ReactNode }

/** One field of a form with its name above and what helps to fill it in below. */
export const Field = ({ label, help, children }: FieldProps) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
  <label className="field-row">
    <span className="label">{label}</span>
    {children}
    {help && <span className="help">{help}</span>}
  </label>
)

type ChecksProps<T extends { id: string }> = {
  legend: string
  options: readonly T[]
  chosen: readonly string[]
  label(option: T): string
  change(chosen: T['id'][]): void
}

/** Any number of a few things. */
export const Checks = <T extends { id: string }>({
  legend,
  options,
  chosen,
  label,
  change,
}: ChecksProps<T>) => {
  const toggle = (id: string) =>
    change(options.map((option) => option.id).filter((one) => (one === id) !== chosen.includes(one)))
  return (
    <fieldset className="checks">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.id}>
          <input type="checkbox" checked={chosen.includes(option.id)} onChange={() => toggle(option.id)} />
          <span>{label(option)}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Why something was refused. */
export const Complaint = ({ text, children }: { text: string | undefined; children?: ReactNode }) =>
  text === undefined ? null : (
    <p className="complaint" role="alert">
      {text} {children}
    </p>
  )
