import { CalendarClock } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { atHour, clockTime, fromLocalInput, moment, toLocalInput } from '../words/times.ts'

type LaterMenuProps = {
  zone: string | undefined
  setSendAt(at: string): void
  /** Whether a time of their own is asked for. */
  isAsked: boolean
  setAsked(isAsked: boolean): void
}

/** When the text is to leave, if not now. Mornings are the customer's where their zone is known. */
export const LaterMenu = ({ zone, setSendAt, isAsked, setAsked }: LaterMenuProps) => {
  const now = useNow()
  const { composer } = pageWords
  const choices = [
    { label: composer.inAnHour, at: now + 3_600_000 },
    { label: composer.tomorrowMorning, at: atHour(now, 1, 9, zone) },
    { label: composer.mondayMorning, at: atHour(now, daysToMonday(now), 9, zone) },
  ]
  return (
    <>
      <Menu
        place="up"
        button={(props) => (
          <button type="button" className="btn later" {...props}>
            <span className="hide-small">{composer.later}</span>
            <span className="only-small">
              <Icon of={CalendarClock} />
              <span className="unseen">{composer.later}</span>
            </span>
          </button>
        )}
        groups={[
          {
            items: choices.map(({ label, at }) => ({
              label,
              hint: moment(new Date(at).toISOString(), now),
              onChoose: () => setSendAt(new Date(at).toISOString()),
            })),
          },
          { items: [{ label: `${composer.atTime} …`, onChoose: () => setAsked(true) }] },
        ]}
      />
      {isAsked && <TimeDialog zone={zone} setSendAt={setSendAt} close={() => setAsked(false)} />}
    </>
  )
}

const daysToMonday = (now: number): number => {
  const day = new Date(now).getDay()
  return day === 1 ? 7 : (8 - day) % 7
}

type TimeDialogProps = Pick<LaterMenuProps, 'zone' | 'setSendAt'> & { close(): void }

const TimeDialog = ({ zone, setSendAt, close }: TimeDialogProps) => {
  const { clock } = useDesk()
  const [value, setValue] = useState(() => toLocalInput(clock.now() + 3_600_000))
  const { composer } = pageWords
  const at = value ? Date.parse(fromLocalInput(value)) : Number.NaN
  const isPast = !(at > clock.now())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPast) return
    setSendAt(fromLocalInput(value))
    close()
  }
  return (
    <Dialog title={composer.laterTitle} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        <label className="field-row">
          <span className="label">{composer.atTime}</span>
          <input
            className="input"
            type="datetime-local"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
          <span className="help">
            {isPast ? composer.pastTime : zone ? pageWords.theirTime(clockTime(at, zone)) : ''}
          </span>
        </label>
        <Answers yes={composer.setTime} close={close} disabled={isPast} />
      </form>
    </Dialog>
  )
}
