import { Fragment, useEffect, useState } from 'react'
import { holderOf, type KeyName, keyOf, usualKeys } from '../data/key-map.ts'
import { useDesk, useSource } from '../desk.ts'
import { Dialog } from '../parts/dialog.tsx'
import { keyName } from '../parts/use-keys.ts'
import { words } from '../words/words.ts'
import './keys-dialog.css'

const groups: [keyof typeof words.keys & ('list' | 'talk' | 'anywhere'), KeyName[]][] = [
  ['list', ['next', 'previous', 'choose', 'reach', 'filter', 'longestWaiting', 'active', 'team', 'closed']],
  [
    'talk',
    [
      ...(['reply', 'note', 'claim', 'release', 'transfer', 'participant'] as const),
      ...(['close', 'reopen', 'unread', 'tags', 'snooze'] as const),
    ],
  ],
  ['anywhere', ['start', 'search', 'held', 'attention', 'settings', 'help']],
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
    if (holder) return setTold(words.keys.taken(key, words.keys[holder]))
    setTold('')
    const { [name]: _, ...others } = keys
    preferences.set({ keys: key === usualKeys[name] ? others : { ...others, [name]: key } })
  }
  const send = sendWith === 'enter' ? 'Enter' : 'Ctrl Enter'
  const fixed: [string, string][] = [
    [send, words.keys.send],
    [sendWith === 'enter' ? 'Shift Enter' : 'Enter', words.keys.line],
    ['Alt Enter', words.keys.sendAndClose],
    ['Esc', words.keys.back],
    ['Ctrl K', words.keys.palette],
    ['g 1', words.keys.views],
  ]
  return (
    <Dialog title={words.menu.keyboardHelp} close={close}>
      <p className="sub">{letters ? words.keys.hint : words.keys.off}</p>
      {groups.map(([heading, names]) => (
        <Fragment key={heading}>
          <h3 className="keys-heading">{words.keys[heading]}</h3>
          <dl className="keys">
            {names.map((name) => (
              <div key={name}>
                <dt>{words.keys[name]}</dt>
                <dd>
                  {changing === name ? (
                    <Waiting take={(key) => put(name, key)} stop={() => setChanging(undefined)} />
                  ) : (
                    <button
                      type="button"
                      className="key"
                      aria-label={words.keys.change(words.keys[name], keyOf(name, keys))}
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
      <h3 className="keys-heading">{words.keys.writing}</h3>
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
            {words.keys.reset}
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
      {words.keys.press}
    </span>
  )
}

export default KeysDialog
