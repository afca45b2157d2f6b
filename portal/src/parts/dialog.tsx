import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { pageWords } from '../words/pages.ts'
import { IconButton } from './icon.tsx'
import './dialog.css'

type DialogProps = {
  title: string
  close(): void
  /** As large as the screen allows, for pictures. */
  wide?: boolean
  children: ReactNode
}

/** A form begins in its first field; a question with its way out. */
const firstField = '.dialog-body :is(input:not([type="radio"], [type="checkbox"]), textarea)'

/** A question or a form above the page. The browser's own dialog holds the focus, and Escape closes it. */
export const Dialog = ({ title, close, wide, children }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>(firstField)?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, and so does its button
    <dialog
      ref={dialog}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onClose={close}
      onClick={({ target }) => target === dialog.current && close()}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <IconButton icon={X} label={pageWords.dismiss} onClick={close} />
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  )
}

/** For the field that a dialog begins in; the browser would take the first button. A `ref`. */
export const beginHere = (field: HTMLElement | null) => field?.setAttribute('autofocus', '')

type ChoicesProps<T> = {
  legend: string
  options: readonly T[]
  chosen: T
  label(option: T): string
  choose(option: T): void
}

/** A few answers side by side, of which one holds. */
export const Choices = <T extends string | number | boolean>(props: ChoicesProps<T>) => {
  const name = useId()
  return (
    <fieldset className="choices">
      <legend>{props.legend}</legend>
      {props.options.map((option) => (
        <label key={String(option)}>
          <input
            type="radio"
            name={name}
            checked={props.chosen === option}
            onChange={() => props.choose(option)}
          />
          {props.label(option)}
        </label>
      ))}
    </fieldset>
  )
}
