import { ChevronRight } from 'lucide-react'
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
import { Loading, SettingsPage } from './page.tsx'

const stateChips = { off: 'chip', pending: 'chip warn', active: 'chip ours' }

/** All numbers of the workspace. */
const NumbersPage = () => {
  const { api } = useDesk()
  const read = useCallback(() => Array.fromAsync(each(api.listNumbers, { query: { limit: 100 } })), [api])
  const { data: numbers, error, retry } = useLoad(read)
  const { numbers: texts } = settingsWords
  return (
    <SettingsPage title={settingsWords.parts.numbers} intro={texts.intro}>
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

const NumberEntry = ({ number: { id, name, address, state } }: { number: BusinessNumber }) => (
  <Link href={`/settings/numbers/${id}`} className="entry">
    <div>
      <strong>{name ?? formatPhone(address)}</strong>
      {name && <span className="sub">{formatPhone(address)}</span>}
    </div>
    <span className={stateChips[state]}>{settingsWords.numbers.states[state]}</span>
    <Icon of={ChevronRight} />
  </Link>
)

export default NumbersPage
