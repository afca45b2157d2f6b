import { useId, useState } from 'react'
import { isOpen, nextOpening } from '#domain/hours/business-hours.ts'
import { stretchAt } from '#domain/hours/local-time.ts'
import { day, hour } from '../data/spans.ts'
import { useNow } from '../parts/use-now.ts'
import { settingsWords } from '../words/settings.ts'
import { momentIn } from '../words/times.ts'
import { type Hours, minutesOf, weekdays } from './week.ts'

/** When texts leave that are written at some times, by the very rules that release them; changes not saved yet included. */
export const WhatLeaves = ({ hours }: { hours: Hours }) => {
  const id = useId()
  const now = useNow()
  const [asked, setAsked] = useState('')
  const { hours: texts } = settingsWords
  if (!isComplete(hours)) return null
  const { zone } = hours
  const examples = [now, ...exampleTimes(hours, now)]
  const own = asked === '' ? undefined : fromWall(asked, zone)
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{texts.leaves}</h2>
      <p className="help">{texts.leavesHelp(zone.replaceAll('_', ' '))}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{texts.written}</th>
            <th scope="col">{texts.leavesAt}</th>
          </tr>
        </thead>
        <tbody>
          {examples.map((at) => (
            <tr key={at}>
              <td>{momentIn(at, zone)}</td>
              <td>{sayLeaving(hours, at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="field-row">
        <label htmlFor={id}>{texts.askTime}</label>
        <input
          id={id}
          className="input short-time"
          type="datetime-local"
          value={asked}
          onChange={(event) => setAsked(event.target.value)}
        />
        {own !== undefined && (
          <p role="status">{texts.answer(momentIn(own, zone), sayLeaving(hours, own))}</p>
        )}
      </div>
      <ClockChange zone={zone} now={now} />
    </section>
  )
}

/** Fields that are being filled in are no hours yet. */
const isComplete = ({ weekly, holidays }: Hours): boolean => {
  const intervals = [
    ...weekdays.flatMap((day) => weekly[day] ?? []),
    ...holidays.flatMap((one) => one.intervals),
  ]
  return (
    intervals.every(({ from, to }) => from !== '' && to !== '') && holidays.every(({ date }) => date !== '')
  )
}

const sayLeaving = (hours: Hours, at: number): string => {
  const { hours: texts } = settingsWords
  if (isOpen(hours, at)) return texts.atOnce
  const opening = nextOpening(hours, at)
  return opening === null ? texts.never : momentIn(opening, hours.zone)
}

/** This evening, the middle of the next Saturday, and noon of the next holiday, where the hours are. */
const exampleTimes = ({ zone, holidays }: Hours, now: number): number[] => {
  const wall = now + stretchAt(zone, now).offset
  const midnight = Math.floor(wall / day) * day
  const evening = midnight + 20 * hour
  const saturday = midnight + ((6 - new Date(midnight).getUTCDay() + 7) % 7 || 7) * day + 12 * hour
  const next = holidays
    .map(({ date }) => Date.parse(`${date}T12:00:00Z`))
    .filter((at) => at > wall)
    .toSorted((one, other) => one - other)[0]
  return [evening > wall ? evening : evening + day, saturday, next]
    .filter((at): at is number => at !== undefined)
    .map((at) => toInstant(at, zone))
}

const fromWall = (text: string, zone: string): number => {
  const [date = '', time = ''] = text.split('T')
  return toInstant(Date.parse(`${date}T00:00:00Z`) + minutesOf(time) * 60_000, zone)
}

/** The instant at which clocks in a zone show a wall time. */
const toInstant = (wall: number, zone: string): number => {
  const guess = wall - stretchAt(zone, wall).offset
  return wall - stretchAt(zone, guess).offset
}

/** The day on which the clocks change next has an hour twice, or lacks one. */
const ClockChange = ({ zone, now }: { zone: string; now: number }) => {
  const { end, offset } = stretchAt(zone, now)
  if (end > now + 366 * day) return null
  const by = Math.round((stretchAt(zone, end).offset - offset) / 60_000)
  const { hours } = settingsWords
  return <p className="help">{hours.clocks(momentIn(end, zone), by > 0)}</p>
}
