import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { Contact } from '../data/api.ts'
import { keyNames, keyOf, usualKeys } from '../data/key-map.ts'
import { useDesk, useSource } from '../desk.ts'
import { beginHere, Dialog } from '../parts/dialog.tsx'
import { ListBox, nextChosen } from '../parts/list-box.tsx'
import { workOf } from '../parts/use-keys.ts'
import { findContacts, findKnown } from '../search/find.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { lastSaid } from '../words/said.ts'
import { words } from '../words/words.ts'
import './palette.css'

type Entry = { id: string; label: string; hint?: string | undefined; run(): void }

const mostConversations = 5
const afterTyping = 150

/** Everything that can be done now with its shortcut, and everybody who can be found, by typing. */
const Palette = ({ close }: { close(): void }) => {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const entries = useEntries(query)
  const chosen = Math.min(at, entries.length - 1)
  const run = (entry: Entry | undefined) => {
    if (!entry) return
    close()
    // The dialog gives the focus back first: some of it goes by what has it.
    setTimeout(entry.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const next = nextChosen(event.key, chosen, entries.length)
    if (next !== undefined) setAt(next)
    else if (event.key === 'Enter') run(entries[chosen])
    else return
    event.preventDefault()
  }
  const type = (text: string) => {
    setQuery(text)
    setAt(0)
  }
  return (
    <Dialog title={pageWords.palette.title} close={close}>
      <input
        ref={beginHere}
        className="input"
        role="combobox"
        aria-label={pageWords.palette.title}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={entries[chosen] && `${id}-${chosen}`}
        placeholder={pageWords.palette.hint}
        value={query}
        onChange={({ target }) => type(target.value)}
        onKeyDown={onKeyDown}
      />
      <ListBox
        id={id}
        label={pageWords.palette.title}
        className="palette-list"
        options={entries}
        chosen={chosen}
        keyOf={(entry) => entry.id}
        choose={run}
      >
        {({ label, hint }) => (
          <>
            {label}
            {hint && <kbd>{hint}</kbd>}
          </>
        )}
      </ListBox>
    </Dialog>
  )
}

const useEntries = (query: string): Entry[] => {
  const desk = useDesk()
  const [, go] = useLocation()
  const actions = useActions()
  const contacts = useContacts(query)
  const wanted = query.trim().toLowerCase()
  const openContact = async ({ id, name, phones }: Contact) => {
    const { data } = await desk.api.listConversations({ query: { contact_id: id, limit: 1 } })
    const [row] = data
    if (row) desk.store.apply([{ t: 'conversation', row }])
    go(row ? `/c/${row.id}` : `/search?q=${encodeURIComponent(name ?? phones[0]?.phone ?? '')}`)
  }
  const fitting = actions.filter(({ label }) => label.toLowerCase().includes(wanted))
  if (wanted === '') return fitting
  const known = findKnown(desk, wanted, mostConversations)
  const knownContacts = new Set(known.map(({ contact_id }) => contact_id))
  return [
    ...fitting,
    ...known.map(({ id, contact_name, phone, last_message }) => ({
      id,
      label: contact_name ?? formatPhone(phone),
      hint: lastSaid({ last_message })?.slice(0, 40),
      run: () => go(`/c/${id}`),
    })),
    ...contacts
      .filter(({ id }) => !knownContacts.has(id))
      .map((contact) => ({
        id: contact.id,
        label: contact.name ?? formatPhone(contact.phones[0]?.phone ?? ''),
        hint: contact.phones.map(({ phone }) => formatPhone(phone)).join(' · '),
        run: () => void openContact(contact).catch(() => {}),
      })),
    {
      id: 'search',
      label: pageWords.palette.search(query.trim()),
      run: () => go(`/search?q=${encodeURIComponent(query.trim())}`),
    },
  ]
}

/** What the page hears keys for now, and what belongs to no place. */
const useActions = (): Entry[] => {
  const { preferences, views, session, show } = useDesk()
  const [, go] = useLocation()
  const { keys } = useSource(preferences, preferences.get)
  const all = useSource(views, views.all)
  return useMemo(
    () => [
      ...keyNames.flatMap((name) => {
        const run = workOf(usualKeys[name])
        return run ? { id: name, label: pageWords.keys[name], hint: keyOf(name, keys), run } : []
      }),
      ...all.map((view, index) => ({
        id: view.id,
        label: pageWords.palette.view(view.name),
        hint: index < 9 ? `g ${index + 1}` : undefined,
        run: () => go(`/v/${view.id}`),
      })),
      { id: 'preferences', label: words.menu.preferences, run: () => show('preferences') },
      { id: 'notifications', label: words.menu.notifications, run: () => show('notifications') },
      { id: 'sign-out', label: words.menu.signOut, run: () => void session.signOut() },
    ],
    [keys, all, go, show, session],
  )
}

const useContacts = (query: string): Contact[] => {
  const { api } = useDesk()
  const [found, setFound] = useState<{ query: string; contacts: Contact[] }>({ query: '', contacts: [] })
  useEffect(() => {
    if (query.trim().length < 2) return
    let isWanted = true
    const ask = () =>
      findContacts({ api }, query.trim()).then(
        (contacts) => isWanted && setFound({ query, contacts }),
        () => {},
      )
    const timer = setTimeout(ask, afterTyping)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [api, query])
  return found.query === query ? found.contacts : []
}

export default Palette
