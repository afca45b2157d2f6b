import type { BusinessNumber, Contact, Gate } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { useNow } from '../parts/use-now.ts'
import { gateReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { clockTime, moment } from '../words/times.ts'

type GateBarProps = {
  gate: Gate | undefined
  contact: Contact | undefined
  number: BusinessNumber | undefined
  sendAt: string | undefined
  setSendAt(at: string | undefined): void
  isNow: boolean
  setNow(isNow: boolean): void
}

/** What stops or delays the text, said before it is sent, with what can be done about it in one press. */
export const GateBar = ({ gate, contact, number, sendAt, setSendAt, isNow, setNow }: GateBarProps) => {
  const { me } = useDesk()
  const now = useNow()
  const { composer } = pageWords
  const reason = gateReason(gate)
  if (gate?.decision === 'block') {
    return (
      <div className="say bad" role="status">
        <span>{composer.blocked(reason)}</span>
      </div>
    )
  }
  const mayHurry =
    gate?.reason === 'outside_business_hours' && (number?.agents_send_now || me.role === 'admin')
  if (isNow && mayHurry && !sendAt) {
    return (
      <div className="say warn" role="status">
        <span>{composer.sendsNow}</span>
        <button type="button" onClick={() => setNow(false)}>
          {composer.keepHours}
        </button>
      </div>
    )
  }
  const until = gate?.decision === 'hold' ? (gate.release_at ?? sendAt) : sendAt
  if (!until) return null
  const theirs = contact?.zone && clockTime(until, contact.zone)
  const when = composer.hold(moment(until, now), theirs === clockTime(until) ? undefined : theirs)
  const isTheirWish = gate?.decision !== 'hold' || gate.reason === 'scheduled'
  return (
    <div className={isTheirWish ? 'say ours' : 'say warn'} role="status">
      <span>{isTheirWish ? `${when}.` : composer.heldBecause(reason, when)}</span>
      {sendAt && (
        <button type="button" onClick={() => setSendAt(undefined)}>
          {composer.unschedule}
        </button>
      )}
      {!sendAt && mayHurry && (
        <button type="button" onClick={() => setNow(true)}>
          {composer.sendNowInstead}
        </button>
      )}
    </div>
  )
}
