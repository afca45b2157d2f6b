import { ChevronRight, Plus } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { each } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { Icon } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { weekdayName } from '../words/times.ts'
import { HoursForm } from './hours-form.tsx'
import { Loading, SettingsPage } from './page.tsx'
import { type Hours, type Weekly, weekdays } from './week.ts'

/** The business hours, or one of them. */
const HoursPage = ({ id }: { id: string | undefined }) => (id ? <OneHours id={id} /> : <HoursList />)

/** What new hours begin with. */
const usualWeek: Weekly = Object.fromEntries(
  weekdays.slice(0, 5).map((day) => [day, [{ from: '09:00', to: '17:00' }]]),
)

const HoursList = () => {
  const { api } = useDesk()
  const [, go] = useLocation()
  const [refusal, setRefusal] = useState<unknown>()
  const read = useCallback(
    () => Array.fromAsync(each(api.listBusinessHours, { query: { limit: 100 } })),
    [api],
  )
  const { data, error, retry } = useLoad(read)
  const { hours: texts } = settingsWords
  const add = async () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const body = { name: texts.newName, zone, weekly: usualWeek }
    await api.createBusinessHours({ body }).then(({ id }) => go(`/settings/hours/${id}`), setRefusal)
  }
  return (
    <SettingsPage
      title={settingsWords.parts.hours}
      intro={texts.intro}
      actions={
        <button type="button" className="btn" onClick={add}>
          <Icon of={Plus} />
          {texts.add}
        </button>
      }
    >
      <Complaint error={refusal} />
      {!data ? (
        <Loading error={error} retry={retry} />
      ) : data.length === 0 ? (
        <EmptyState title={texts.none[0]} hint={texts.none[1]} />
      ) : (
        <ul className="card entries">
          {data.map((hours) => (
            <li key={hours.id}>
              <Link href={`/settings/hours/${hours.id}`} className="entry">
                <div>
                  <strong>{hours.name}</strong>
                  <span className="sub">{[hours.zone, shortWeek(hours.weekly)].join(' · ')}</span>
                </div>
                <Icon of={ChevronRight} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

/** The days that are open at all. */
const shortWeek = (weekly: Weekly): string => {
  const open = weekdays.filter((day) => weekly[day]?.length)
  return open.length === 0
    ? settingsWords.hours.closed
    : open.map((day) => weekdayName(day, 'short')).join(', ')
}

const OneHours = ({ id }: { id: string }) => {
  const { api } = useDesk()
  const read = useCallback(() => api.getBusinessHours({ id: id as Hours['id'] }), [api, id])
  const { data, error, retry, put } = useLoad(read)
  return (
    <SettingsPage
      key={data ? 'there' : 'loading'}
      title={data?.name ?? settingsWords.parts.hours}
      back={{ to: '/settings/hours', label: settingsWords.hours.back }}
    >
      {data ? <HoursForm hours={data} put={put} /> : <Loading error={error} retry={retry} />}
    </SettingsPage>
  )
}

export default HoursPage
