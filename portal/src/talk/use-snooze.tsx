import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import type { Conversation } from '../data/api.ts'
import { isSnoozed } from '../data/list.ts'
import { useDesk } from '../desk.ts'
import { Dialog } from '../parts/dialog.tsx'
import type { MenuItem } from '../parts/menu.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { atHour, fromLocalInput, moment, toLocalInput } from '../words/times.ts'
import { words } from '../words/words.ts'
import type { Rights } from './rights.ts'
import { useAct } from './use-act.ts'

const hour = 3_600_000

/** Putting a conversation away until a time, or back: the items of its menu, and the question for when. */
export const useSnooze = (
  conversation: Conversation,
  { mayWrite }: Rights,
): { items: MenuItem[]; dialog: ReactNode } => {
  const { toasts } = useDesk()
  const now = useNow()
  const act = useAct()
  const [, go] = useLocation()
  const [isAsking, ask] = useState(false)
  const { id, state } = conversation
  const maySnooze = mayWrite && state === 'open'
  const isAway = isSnoozed(conversation, now)
  const wake = async () => {
    if (await act(id, (api) => api.unsnoozeConversation({ id }))) toasts.add(words.snooze.back)
  }
  const snooze = async (until: string) => {
    ask(false)
    if (!(await act(id, (api) => api.snoozeConversation({ id, body: { until } })))) return
    toasts.add(words.snooze.until(moment(until, now)))
    go('/')
  }
  useKeys({ s: maySnooze && (isAway ? wake : () => ask(true)) })
  const item = isAway
    ? { label: words.snooze.wake, hint: 's', onChoose: wake }
    : { label: words.snooze.title, hint: 's', onChoose: () => ask(true) }
  return {
    items: maySnooze ? [item] : [],
    dialog: isAsking && <SnoozeDialog now={now} snooze={snooze} close={() => ask(false)} />,
  }
}

type SnoozeDialogProps = { now: number; snooze(until: string): void; close(): void }

const SnoozeDialog = ({ now, snooze, close }: SnoozeDialogProps) => {
  const [value, setValue] = useState(toLocalInput(now + hour))
  const toMonday = (8 - new Date(now).getDay()) % 7 || 7
  const times: [string, number][] = [
    [words.snooze.hour, now + hour],
    [pageWords.composer.tomorrowMorning, atHour(now, 1, 9)],
    [pageWords.composer.mondayMorning, atHour(now, toMonday, 9)],
  ]
  const isPast = !value || Date.parse(fromLocalInput(value)) <= now
  return (
    <Dialog title={words.snooze.ask} close={close}>
      <ul className="people">
        {times.map(([label, at]) => (
          <li key={label}>
            <button type="button" className="btn" onClick={() => snooze(new Date(at).toISOString())}>
              {label}
            </button>
          </li>
        ))}
      </ul>
      <form
        className="dialog-foot"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPast) snooze(fromLocalInput(value))
        }}
      >
        <input
          type="datetime-local"
          className="input"
          aria-label={pageWords.composer.atTime}
          value={value}
          onChange={({ target }) => setValue(target.value)}
        />
        <button type="submit" className="btn primary" disabled={isPast}>
          {pageWords.composer.setTime}
        </button>
      </form>
    </Dialog>
  )
}
