import { useState } from 'react'
import type { Preferences } from '../data/preferences.ts'
import { useDesk, useSource } from '../desk.ts'
import { popUpPermission } from '../notify/show-pop-up.ts'
import { Choices, Dialog } from '../parts/dialog.tsx'
import { CheckList, Select, TextInput } from '../parts/fields.tsx'
import { zoneOptions } from '../parts/zone-options.ts'
import { type Weekday, weekdays } from '../settings/week.ts'
import { pageWords } from '../words/pages.ts'
import { weekdayName } from '../words/times.ts'
import { words } from '../words/words.ts'
import { type Asking, ThisDevice } from './this-device.tsx'

const wishes = ['off', 'mine', 'mine_and_unclaimed', 'all'] as const
const kinds = ['mine', 'unclaimed', 'mentions'] as const

/** What calls somebody, by which way, and when nothing does; on each of their devices. What is chosen holds at once. */
const NotificationsDialog = ({ close }: { close(): void }) => {
  const { preferences, me } = useDesk()
  const chosen = useSource(preferences, preferences.get)
  const [permission, setPermission] = useState(popUpPermission)
  const look = () => setPermission(popUpPermission)
  const { notify } = pageWords
  return (
    <Dialog title={words.menu.notifications} close={close}>
      <Choices
        legend={notify.sound}
        options={wishes}
        chosen={chosen.sound}
        label={(wish) => notify.wishes[wish]}
        choose={(sound) => preferences.set({ sound })}
      />
      <Choices
        legend={notify.popUps}
        options={wishes}
        chosen={chosen.popUps}
        label={(wish) => notify.wishes[wish]}
        choose={(popUps) => preferences.set({ popUps })}
      />
      {chosen.popUps !== 'off' && <Consent permission={permission} asked={look} />}
      <CheckList
        path="email_for"
        label={notify.byEmail}
        help={me.email ? notify.emailHelp(me.email) : notify.noEmail}
        value={chosen.emailFor}
        options={kinds.map((kind) => [kind, notify.kinds[kind]] as const)}
        change={(emailFor) => preferences.set({ emailFor })}
      />
      <ThisDevice permission={permission} asked={look} />
      <CheckList
        path="push_for"
        label={notify.pushes}
        help={notify.pushesHelp}
        value={chosen.pushFor}
        options={kinds.map((kind) => [kind, notify.kinds[kind]] as const)}
        change={(pushFor) => preferences.set({ pushFor })}
      />
      <QuietTimes quiet={chosen.quietTimes} change={(quietTimes) => preferences.set({ quietTimes })} />
    </Dialog>
  )
}

/** Each browser asks by itself; without its consent texts are told in the page only. */
const Consent = ({ permission, asked }: Asking) => {
  if (permission === 'granted') return null
  if (permission === 'denied') return <p className="sub">{pageWords.notify.denied}</p>
  if (permission === 'unsupported') return <p className="sub">{pageWords.notify.noPopUps}</p>
  return (
    <div>
      <button type="button" className="btn" onClick={() => Notification.requestPermission().then(asked)}>
        {pageWords.notify.allow}
      </button>
    </div>
  )
}

type Quiet = NonNullable<Preferences['quietTimes']>
type QuietProps = { quiet: Quiet | undefined; change(quiet: Quiet | undefined): void }

/** One stretch of time on the chosen days. The API takes several; they are shown as their first. */
const QuietTimes = ({ quiet, change }: QuietProps) => {
  const { notify } = pageWords
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone
  const { zone = mine, weekly = {} } = quiet ?? {}
  const on = weekdays.filter((day) => weekly[day]?.length)
  const [times, setTimes] = useState(weekly[on[0] ?? 'monday']?.[0] ?? { from: '20:00', to: '07:00' })
  const put = (chosen: readonly Weekday[], { from, to } = times, inZone = zone) => {
    setTimes({ from, to })
    if (chosen.length === 0) return change(undefined)
    // A field that is being filled in has no time yet.
    if (from === '' || to === '') return
    change({ zone: inZone, weekly: Object.fromEntries(chosen.map((day) => [day, [{ from, to }]])) })
  }
  return (
    <>
      <CheckList
        path="quiet_times.weekly"
        label={notify.quiet}
        help={notify.quietHelp}
        value={on}
        options={weekdays.map((day) => [day, weekdayName(day, 'long')] as const)}
        change={(chosen) => put(chosen)}
      />
      {on.length > 0 && (
        <>
          <div className="side-by-side">
            <TextInput
              path="quiet_times.from"
              label={notify.quietFrom}
              type="time"
              value={times.from}
              change={(from) => put(on, { ...times, from })}
            />
            <TextInput
              path="quiet_times.to"
              label={notify.quietTo}
              type="time"
              value={times.to}
              change={(to) => put(on, { ...times, to })}
            />
          </div>
          <Select
            path="quiet_times.zone"
            label={notify.zone}
            value={zone}
            options={zoneOptions(zone, mine)}
            change={(inZone) => put(on, times, inZone)}
          />
        </>
      )}
    </>
  )
}

export default NotificationsDialog
