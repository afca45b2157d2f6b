import { Check } from 'lucide-react'
import { useState } from 'react'
import type { BusinessNumber } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { Icon } from '../parts/icon.tsx'
import { settingsWords } from '../words/settings.ts'
import { type NextStep, nextStep, numberSteps, stepsDone } from './number-steps.ts'

type NumberStateProps = {
  number: BusinessNumber
  /** Changes that are not saved yet: they come first. */
  isChanged: boolean
  put(number: BusinessNumber): void
}

type Act = 'activateNumber' | 'deactivateNumber' | 'confirmNumber'

/** How far the number is on its way to texting, and the one thing that comes next. */
export const NumberState = ({ number, isChanged, put }: NumberStateProps) => {
  const { api } = useDesk()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const { numbers } = settingsWords
  const next = nextStep(number)
  const act = async (name: Act) => {
    setBusy(true)
    setError(undefined)
    await api[name]({ id: number.id }).then(put, setError)
    setBusy(false)
  }
  return (
    <section className="card" aria-labelledby="number-state">
      <h2 id="number-state">
        {numbers.state} <StateChip state={number.state} />
      </h2>
      <Steps number={number} />
      <div className="next-step" role="status">
        <strong>{numbers.next[next][0]}</strong>
        <span>{numbers.next[next][1]}</span>
      </div>
      <Complaint error={error} />
      <div className="dialog-foot start">
        {actsFor(number, next).map(([name, label, look]) => (
          <button
            key={name}
            type="button"
            className={`btn ${look}`}
            disabled={isBusy || isChanged}
            onClick={() => act(name)}
          >
            {label}
          </button>
        ))}
        {isChanged && <span className="help">{numbers.saveFirst}</span>}
      </div>
    </section>
  )
}

const actsFor = ({ state, switching_to: to }: BusinessNumber, next: NextStep): [Act, string, string][] => {
  const { acts } = settingsWords.numbers
  const confirm: [Act, string, string] = ['confirmNumber', acts.confirm[to ?? 'active'], 'primary']
  const canConfirm = next === 'confirm' || next === 'confirm_off'
  const off: [Act, string, string] = ['deactivateNumber', state === 'active' ? acts.off : acts.cancel, '']
  const on: [Act, string, string] = [
    'activateNumber',
    to === 'off' ? acts.stay : acts.on,
    next === 'activate' ? 'primary' : '',
  ]
  if (next === 'look_again') return [['activateNumber', acts.lookAgain, 'primary'], off]
  if (state === 'active') return [off]
  if (state === 'off') return next === 'activate' || next.includes('regist') ? [on] : []
  return [...(canConfirm ? [confirm] : []), to === 'active' ? off : on]
}

const chips = { off: 'chip', pending: 'chip warn', active: 'chip ours' }

export const StateChip = ({ state }: Pick<BusinessNumber, 'state'>) => (
  <span className={chips[state]}>{settingsWords.numbers.states[state]}</span>
)

const Steps = ({ number }: { number: BusinessNumber }) => {
  const done = stepsDone(number)
  const current = numberSteps.find((step) => !done.has(step))
  const { numbers } = settingsWords
  return (
    <ol className="steps">
      {numberSteps.map((step) => (
        <li
          key={step}
          className={done.has(step) ? 'done' : ''}
          aria-current={step === current ? 'step' : undefined}
        >
          <span className="mark">{done.has(step) && <Icon of={Check} />}</span>
          <span>
            {numbers.steps[step]}
            <span className="unseen">{done.has(step) ? numbers.stepDone : numbers.stepOpen}</span>
            {step === 'registered' && (
              <span className="sub">{numbers.registrations[number.registration.status]}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
