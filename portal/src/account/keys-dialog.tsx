import { Fragment, useEffect, useState } from 'react'
import { holderOf, type KeyName, keyOf, usualKeys } from '../data/key-map.ts'
import { useDesk, useSource } from '../desk.ts'
import { Dialog } from '../parts/dialog.tsx'
import { keyName } from '../parts/use-keys.ts'
import { pageWords } from '../words/pages.ts'
import { words } from '../words/words.ts'
import './keys-dialog.css'

const groups: [keyof typeof pageWords.keys & ('list' | 'talk' | 'anywhere'), KeyName[]][] = [
  ['list', ['next', 'previous', 'choose', 'reach', 'filter', 'longestWaiting', 'active', 'team', 'closed']],
  [
    'talk',
    [
      ...(['reply', 'note', 'template', 'claim', 'release', 'transfer', 'participant'] as const),
      ...(['close', 'reopen', 'unread', 'tags', 'snooze'] as const),
    ],
  ],
  ['anywhere', ['start', 'search', 'held', 'attention', 'cases', 'contacts', 'reports', 'settings', 'help']],
]

/** Every shortcut, where it works. A press on a key that can be changed waits for another one. */
const KeysDialog = ({ close }: { close(): void }) => {
  const { preferences } = useDesk()
  const { sendWith, keys, letters } = useSource(preferences, preferences.get)
  const [changing, setChanging] = useState<KeyName>()
  const [told, setTold] = useState('')
  const put = (name: KeyName, key: string) => {
    setChanging(undefined)
    const holder = holderOf(key, keys, name)
    if (holder) return setTold(pageWords.keys.taken(key, pageWords.keys[holder]))
    setTold('')
    const { [name]: _, ...others } = keys
    preferences.set({ keys: key === usualKeys[name] ? others : { ...others, [name]: key } })
  }
  const send = sendWith === 'enter' ? 'Enter' : 'Ctrl Enter'
  const fixed: [string, string][] = [
    [send, pageWords.keys.send],
    [sendWith === 'enter' ? 'Shift Enter' : 'Enter', pageWords.keys.line],
    ['Alt Enter', pageWords.keys.sendAndClose],
    ['Esc', pageWords.keys.back],
    ['Ctrl K', pageWords.keys.palette],
    ['g 1', pageWords.keys.views],
  ]
  return (
    <Dialog title={words.menu.keyboardHelp} close={close}>
      <p className="sub">{letters ? pageWords.keys.hint : pageWords.keys.off}</p>
      {groups.map(([heading, names]) => (
        <Fragment key={heading}>
          <h3 className="keys-heading">{pageWords.keys[heading]}</h3>
          <dl className="keys">
            {names.map((name) => (
              <div key={name}>
                <dt>{pageWords.keys[name]}</dt>
                <dd>
                  {changing === name ? (
                    <Waiting take={(key) => put(name, key)} stop={() => setChanging(undefined)} />
                  ) : (
                    <button
                      type="button"
                      className="key"
                      aria-label={pageWords.keys.change(pageWords.keys[name], keyOf(name, keys))}
                      onClick={() => setChanging(name)}
                    >
                      <kbd>{keyOf(name, keys)}</kbd>
                    </button>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Fragment>
      ))}
      <h3 className="keys-heading">{pageWords.keys.writing}</h3>
      <dl className="keys">
        {fixed.map(([key, what]) => (
          <div key={key}>
            <dt>{what}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <p role="status">{told}</p>
      {Object.keys(keys).length > 0 && (
        <div className="dialog-foot">
          <button type="button" className="btn" onClick={() => preferences.set({ keys: {} })}>
            {pageWords.keys.reset}
          </button>
        </div>
      )}
    </Dialog>
  )
}

/** Takes the next key, or the next two after a `g`. Escape leaves it as it is. */
const Waiting = ({ take, stop }: { take(key: string): void; stop(): void }) => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const name = keyName(event)
      if (name === undefined || name === 'Tab') return
      event.preventDefault()
      event.stopPropagation()
      if (name === 'esc') stop()
      else if (name !== 'g') take(name)
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [take, stop])
  return (
    <span className="key" role="status">
      {pageWords.keys.press}
    </span>
  )
}

export default KeysDialog
