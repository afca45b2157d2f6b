import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Complaint } from '../parts/complaint.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { EditForm } from '../parts/edit-form.tsx'
import { Select, TextInput } from '../parts/fields.tsx'
import { Icon, IconButton } from '../parts/icon.tsx'
import { type Edit, useEdit } from '../parts/use-edit.ts'
import { zoneOptions } from '../parts/zone-options.ts'
import { settingsWords } from '../words/settings.ts'
import { weekdayName } from '../words/times.ts'
import { IntervalFields } from './interval-fields.tsx'
import { type Hours, type Interval, type Weekday, weekdays } from './week.ts'
import { WeekView } from './week-view.tsx'
import { WhatLeaves } from './what-leaves.tsx'
import './hours.css'

/** One set of business hours: the week, holidays, and what this means for texts. */
export const HoursForm = ({ hours, put }: { hours: Hours; put(hours: Hours): void }) => {
  const { api } = useDesk()
  const { id } = hours
  const edit = useEdit<Hours>({
    name: id,
    record: hours,
    read: () => api.getBusinessHours({ id }),
    write: (body, { version }) => api.editBusinessHours({ id, ifMatch: version, body }),
    put,
  })
  const { hours: texts } = settingsWords
  return (
    <>
      <EditForm edit={edit} label={hours.name} labels={texts.fields}>
        <General edit={edit} />
        <Week edit={edit} />
        <Holidays edit={edit} />
        <WhatLeaves hours={edit.value} />
      </EditForm>
      <Removal hours={hours} />
    </>
  )
}

type PartProps = { edit: Edit<Hours> }

const General = ({ edit: { value, change } }: PartProps) => {
  const { fields, zoneHelp } = settingsWords.hours
  return (
    <section className="card">
      <TextInput
        path="name"
        label={fields.name}
        value={value.name}
        maxLength={100}
        change={(name) => change({ name })}
      />
      <Select
        path="zone"
        label={fields.zone}
        help={zoneHelp}
        value={value.zone}
        options={zoneOptions(value.zone)}
        change={(zone) => change({ zone })}
      />
    </section>
  )
}

const Week = ({ edit: { value, change } }: PartProps) => {
  const { weekly } = value
  const { hours } = settingsWords
  const put = (day: Weekday, intervals: Interval[]) =>
    change({ weekly: { ...weekly, [day]: intervals.length > 0 ? intervals : undefined } })
  const copyMonday = () =>
    change({
      weekly: { ...weekly, ...Object.fromEntries(weekdays.slice(1, 5).map((day) => [day, weekly.monday])) },
    })
  return (
    <section className="card" aria-labelledby="week">
      <h2 id="week">{hours.fields.weekly}</h2>
      <WeekView weekly={weekly} change={(changed) => change({ weekly: changed })} />
      <ul className="day-fields">
        {weekdays.map((day) => (
          <li key={day}>
            <span className="day-name">{weekdayName(day, 'long')}</span>
            <IntervalFields
              path={`weekly.${day}`}
              of={weekdayName(day, 'long')}
              intervals={weekly[day] ?? []}
              change={(intervals) => put(day, intervals)}
            />
          </li>
        ))}
      </ul>
      <button type="button" className="btn self" onClick={copyMonday}>
        {hours.copyMonday}
      </button>
    </section>
  )
}

const Holidays = ({ edit: { value, change } }: PartProps) => {
  const { holidays } = value
  const { hours } = settingsWords
  const put = (index: number, patch: Partial<Hours['holidays'][number]>) =>
    change({ holidays: holidays.map((one, i) => (i === index ? { ...one, ...patch } : one)) })
  return (
    <section className="card" aria-labelledby="holidays">
      <h2 id="holidays">{hours.fields.holidays}</h2>
      <p className="help">{hours.holidaysHelp}</p>
      {holidays.map((holiday, index) => {
        const name = holiday.name || holiday.date || hours.holiday(index + 1)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a date may be changed while it is edited
          <fieldset key={index} className="group inner" aria-label={name}>
            <div className="side-by-side">
              <TextInput
                path={`holidays.${index}.date`}
                label={hours.date}
                type="date"
                value={holiday.date}
                change={(date) => put(index, { date })}
              />
              <TextInput
                path={`holidays.${index}.name`}
                label={hours.fields.name}
                value={holiday.name ?? ''}
                maxLength={100}
                change={(text) => put(index, { name: text || undefined })}
              />
            </div>
            <IntervalFields
              path={`holidays.${index}.intervals`}
              of={name}
              intervals={holiday.intervals}
              change={(intervals) => put(index, { intervals })}
            />
            <IconButton
              icon={Trash2}
              label={hours.removeHoliday(name)}
              onClick={() => change({ holidays: holidays.toSpliced(index, 1) })}
            />
          </fieldset>
        )
      })}
      <button
        type="button"
        className="btn self"
        onClick={() => change({ holidays: [...holidays, { date: '', intervals: [] }] })}
      >
        <Icon of={Plus} />
        {hours.addHoliday}
      </button>
    </section>
  )
}

/** Deletes hours that nothing uses. */
const Removal = ({ hours: { id, name, version } }: { hours: Hours }) => {
  const { api } = useDesk()
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const [error, setError] = useState<unknown>()
  const { hours } = settingsWords
  const remove = () =>
    api.deleteBusinessHours({ id, ifMatch: version }).then(() => go('/settings/hours'), setError)
  return (
    <>
      <button type="button" className="btn danger self" onClick={() => setAsking(true)}>
        <Icon of={Trash2} />
        {hours.remove}
      </button>
      {isAsking && (
        <Dialog title={hours.removeTitle(name)} close={() => setAsking(false)}>
          <p>{hours.removeHelp}</p>
          <Complaint error={error} />
          <Answers yes={hours.remove} close={() => setAsking(false)} act={remove} danger />
        </Dialog>
      )}
    </>
  )
}
