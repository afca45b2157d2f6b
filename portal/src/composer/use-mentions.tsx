import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import { namesFor, typedName } from '../data/mentions.ts'
import { useDesk } from '../desk.ts'
import { ListBox, nextChosen } from '../parts/list-box.tsx'
import { pageWords } from '../words/pages.ts'
import './mentions.css'

type Needs = {
  field: RefObject<HTMLTextAreaElement | null>
  body: string
  /** Only colleagues read notes. */
  isNote: boolean
  write(body: string): void
}

const mostNames = 6

/**
 * Offers the colleagues whose name is being typed after an @. The field keeps the focus: `onKeyDown` says whether it took
 * the key, `aria` tells what the list is and which of it is chosen.
 */
export const useMentions = ({ field, body, isNote, write }: Needs) => {
  const { store, me } = useDesk()
  const id = useId()
  const [caret, setCaret] = useState<number>()
  const [at, setAt] = useState(0)
  const typed = isNote && caret !== undefined ? typedName(body, caret) : undefined
  const others = store.agents().filter((agent) => agent.active && agent.id !== me.id)
  const found = typed ? namesFor(typed.query, others).slice(0, mostNames) : []
  const chosen = Math.min(at, found.length - 1)
  const place = useRef<number>(undefined)
  // A field whose words are written from outside has its caret at the end.
  useLayoutEffect(() => {
    if (place.current === undefined) return
    field.current?.setSelectionRange(place.current, place.current)
    place.current = undefined
  })
  const take = (name: string) => {
    if (!typed || caret === undefined) return
    const written = `${body.slice(0, typed.from)}@${name} `
    place.current = written.length
    setCaret(undefined)
    setAt(0)
    write(written + body.slice(caret).replace(/^ /, ''))
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (found.length === 0 || event.nativeEvent.isComposing) return false
    const next = nextChosen(event.key, chosen, found.length)
    if (next !== undefined) setAt(next)
    else if (event.key === 'Escape') setCaret(undefined)
    else if (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey))
      take(found[chosen]?.name ?? '')
    else return false
    event.preventDefault()
    return true
  }
  const list = found.length > 0 && (
    <ListBox
      id={id}
      label={pageWords.mentions.list}
      className="mention-list"
      options={found}
      chosen={chosen}
      keyOf={(agent) => agent.id}
      choose={(agent) => take(agent.name)}
    >
      {(agent) => agent.name}
    </ListBox>
  )
  const aria = {
    'aria-autocomplete': isNote ? ('list' as const) : undefined,
    'aria-controls': list ? id : undefined,
    'aria-activedescendant': list ? `${id}-${chosen}` : undefined,
  }
  return { list, onKeyDown, aria, onCaret: isNote ? setCaret : undefined }
}
