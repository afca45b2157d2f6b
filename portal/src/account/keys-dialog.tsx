import { Fragment } from 'react'
import { useDesk, useSource } from '../desk.ts'
import { Dialog } from '../parts/dialog.tsx'
import { words } from '../words/words.ts'
import './keys-dialog.css'

/** Every shortcut, where it works. */
const KeysDialog = ({ close }: { close(): void }) => {
  const { preferences } = useDesk()
  const { sendWith } = useSource(preferences, preferences.get)
  const { keys } = words
  const send = sendWith === 'enter' ? 'Enter' : 'Ctrl Enter'
  const groups: [string, [string, string][]][] = [
    [
      keys.list,
      [
        ['j  k', keys.next],
        ['Enter', keys.open],
        ['g a  g t  g c', keys.tabs],
      ],
    ],
    [
      keys.talk,
      [
        ['r', keys.reply],
        ['n', keys.note],
        ['c', keys.claim],
        ['Shift C', keys.release],
        ['t', keys.transfer],
        ['p', keys.participant],
        ['e', keys.close],
        ['o', keys.reopen],
        ['u', keys.unread],
        ['l', keys.tags],
        ['Esc', keys.back],
      ],
    ],
    [
      keys.writing,
      [
        [send, keys.send],
        [sendWith === 'enter' ? 'Shift Enter' : 'Enter', keys.line],
        ['Alt Enter', keys.sendAndClose],
        ['Ctrl Shift Enter', keys.schedule],
      ],
    ],
    [
      keys.anywhere,
      [
        ['+', keys.start],
        ['g h', words.held.title],
        ['g n', words.attention.title],
        ['g s', keys.settings],
        ['?', keys.help],
      ],
    ],
  ]
  return (
    <Dialog title={words.menu.keyboardHelp} close={close}>
      {groups.map(([heading, lines]) => (
        <Fragment key={heading}>
          <h3 className="keys-heading">{heading}</h3>
          <dl className="keys">
            {lines.map(([key, what]) => (
              <div key={key}>
                <dt>{what}</dt>
                <dd>
                  {key.split('  ').map((one) => (
                    <kbd key={one}>{one}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </Fragment>
      ))}
    </Dialog>
  )
}

export default KeysDialog
