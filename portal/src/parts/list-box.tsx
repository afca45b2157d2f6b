import { type ReactNode, useEffect, useRef } from 'react'
import './list-box.css'

type ListBoxProps<T> = {
  /** By which the field names the list, and `<id>-<index>` the chosen option. */
  id: string
  label: string
  className: string
  options: readonly T[]
  chosen: number
  keyOf(option: T): string
  choose(option: NoInfer<T>): void
  children(option: T): ReactNode
}

/** What a field beside it offers: the field keeps the focus and has the keys. */
export const ListBox = <T,>({
  id,
  label,
  className,
  options,
  chosen,
  keyOf,
  choose,
  children,
}: ListBoxProps<T>) => {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={list} role="listbox" id={id} className={`list-box ${className}`} aria-label={label}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
        <div
          key={keyOf(option)}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(option)}
        >
          {children(option)}
        </div>
      ))}
    </div>
  )
}

/** Which of so many options is chosen after an arrow; undefined for other keys, and where there is none. */
export const nextChosen = (key: string, chosen: number, count: number): number | undefined => {
  const steps = { ArrowDown: 1, ArrowUp: -1 }[key]
  return steps && count > 0 ? (chosen + steps + count) % count : undefined
}
