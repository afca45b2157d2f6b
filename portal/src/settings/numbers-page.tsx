import { ChevronRight, Plus } from 'lucide-react'
import { useCallback } from 'react'
import { Link } from 'wouter'
import { each } from '#contract/client.ts'
import type { BusinessNumber } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Icon } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { formatPhone } from '../words/phones.ts'
import { settingsWords } from '../words/settings.ts'
import { NewNumberPage } from './new-number-page.tsx'
import { NumberPage } from './number-page.tsx'
import { StateChip } from './number-state.tsx'
import { nextStep } from './number-steps.ts'
import { Loading, SettingsPage } from './page.tsx'

/** The numbers, one of them, or a new one. */
const NumbersPage = ({ id }: { id: string | undefined }) => {
  if (id === 'new') return <NewNumberPage />
  return id ? <NumberPage id={id} /> : <NumberList />
}

const NumberList = () => {
  const { api } = useDesk()
  const read = useCallback(() => Array.fromAsync(each(api.listNumbers, { query: { limit: 100 } })), [api])
  const { data: numbers, error, retry } = useLoad(read)
  const { numbers: texts } = settingsWords
  return (
    <SettingsPage
      title={settingsWords.parts.numbers}
      intro={texts.intro}
      actions={
        <Link href="/settings/numbers/new" className="btn">
          <Icon of={Plus} />
          {texts.add}
        </Link>
      }
    >
      {!numbers ? (
        <Loading error={error} retry={retry} />
      ) : numbers.length === 0 ? (
        <EmptyState title={texts.none[0]} hint={texts.none[1]} />
      ) : (
        <ul className="card entries">
          {numbers.map((number) => (
            <li key={number.id}>
              <NumberEntry number={number} />
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

const NumberEntry = ({ number }: { number: BusinessNumber }) => {
  const { id, name, address, state } = number
  const next = nextStep(number)
  const { numbers } = settingsWords
  return (
    <Link href={`/settings/numbers/${id}`} className="entry">
      <div>
        <strong>{name ?? formatPhone(address)}</strong>
        <span className="sub">
          {[name && formatPhone(address), next !== 'nothing' && numbers.next[next][0]]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <StateChip state={state} />
      <Icon of={ChevronRight} />
    </Link>
  )
}

export default NumbersPage
