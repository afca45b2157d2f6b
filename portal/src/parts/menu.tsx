import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import './menu.css'

export type MenuItem = {
  label: string
  /** Beside the label: a shortcut, or what is chosen now. */
  hint?: string
  onChoose(): void
  danger?: boolean
}

/** Items in groups with a line between; a group may have a heading. */
type MenuGroup = { heading?: string; items: MenuItem[] }

type MenuProps = {
  groups: MenuGroup[]
  /** Where the list opens: below at the end of the button, unless told. */
  place?: string
  /** The button: it gets what makes it one of a menu. */
  button(props: { 'aria-haspopup': 'menu'; 'aria-expanded': boolean; onClick(): void }): ReactNode
}

/** A button with a menu (ARIA's menu button pattern): arrows, Home, End, first letters, Escape. */
export const Menu = ({ groups, button, place = '' }: MenuProps) => {
  const [isOpen, setOpen] = useState(false)
  const whole = useRef<HTMLSpanElement>(null)
  const close = (back: boolean) => {
    setOpen(false)
    if (back) whole.current?.querySelector('button')?.focus()
  }
  useEffect(() => {
    if (!isOpen) return
    itemsIn(whole.current)[0]?.focus()
    const onPointer = ({ target }: Event) => {
      if (!whole.current?.contains(target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [isOpen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return
    if (event.key === 'Escape') close(true)
    else if (event.key === 'Tab') return close(false)
    else if (!moveFocus(whole.current, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const choose = (item: MenuItem) => {
    close(true)
    item.onChoose()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the menu inside it
    <span className="menu" ref={whole} onKeyDown={onKeyDown}>
      {button({ 'aria-haspopup': 'menu', 'aria-expanded': isOpen, onClick: () => setOpen(!isOpen) })}
      {isOpen && (
        <div className={`menu-list ${place}`} role="menu">
          {groups.map(({ heading, items }, index) => (
            <Fragment key={heading ?? items[0]?.label}>
              {index > 0 && <hr />}
              {heading && <div className="heading">{heading}</div>}
              {items.map((item) => (
                <button
                  key={item.label}
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  className={item.danger ? 'danger' : undefined}
                  onClick={() => choose(item)}
                >
                  {item.label}
                  {item.hint && <span className="hint">{item.hint}</span>}
                </button>
              ))}
            </Fragment>
          ))}
        </div>
      )}
    </span>
  )
}

const itemsIn = (whole: HTMLElement | null): HTMLElement[] => [
  ...(whole?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
]

/** Gives whether the key meant anything. */
const moveFocus = (whole: HTMLElement | null, key: string): boolean => {
  const items = itemsIn(whole)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const target = targetOf(items, at, key)
  target?.focus()
  return target !== undefined
}

const targetOf = (items: HTMLElement[], at: number, key: string): HTMLElement | undefined => {
  if (key === 'ArrowDown') return items[(at + 1) % items.length]
  if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1)
  if (key === 'Home') return items[0]
  if (key === 'End') return items.at(-1)
  if (key.length !== 1 || key === ' ') return undefined
  const later = [...items.slice(at + 1), ...items.slice(0, at + 1)]
  return later.find(({ textContent }) => textContent?.toLowerCase().startsWith(key.toLowerCase()))
}
