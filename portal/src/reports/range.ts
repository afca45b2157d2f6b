import { day } from '../data/spans.ts'

/** Days that people ask for, by their names in addresses. */
export const rangeNames = ['today', '7d', '30d', '90d', 'month', 'last_month', 'own'] as const
export type RangeName = (typeof rangeNames)[number]

/** Days as in 2026-11-30, both included. */
export type Days = { from: string; to: string }
export type Range = Days & { name: RangeName }

const plain = /^\d{4}-\d{2}-\d{2}$/

/** Which day it is in a zone at an instant (epoch milliseconds). */
export const dayAt = (at: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...({ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const),
  }).formatToParts(at)
  const part = (name: string) => parts.find(({ type }) => type === name)?.value
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** A day so many days later, or earlier. */
export const shiftDay = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)

/** The days of a name, seen from today. */
export const daysOf = (name: Exclude<RangeName, 'own'>, today: string): Days => {
  const first = `${today.slice(0, 8)}01`
  switch (name) {
    case 'today':
      return { from: today, to: today }
    case '7d':
    case '30d':
    case '90d':
      return { from: shiftDay(today, 1 - Number.parseInt(name, 10)), to: today }
    case 'month':
      return { from: first, to: today }
    case 'last_month': {
      const to = shiftDay(first, -1)
      return { from: `${to.slice(0, 8)}01`, to }
    }
  }
}

/** The range that an address names; what makes no sense there is the usual one. */
export const rangeOf = (query: URLSearchParams, today: string, usual: Exclude<RangeName, 'own'>): Range => {
  const name = rangeNames.find((one) => one === query.get('range')) ?? usual
  if (name !== 'own') return { name, ...daysOf(name, today) }
  const [from, to] = [query.get('from'), query.get('to')]
  return isDay(from) && isDay(to) && from <= to
    ? { name, from, to }
    : { name: usual, ...daysOf(usual, today) }
}

/** There is no 30 February, although some browsers read it as a day of March. */
const isDay = (text: string | null): text is string =>
  text !== null && plain.test(text) && (new Date(text).toJSON()?.startsWith(text) ?? false)

/** What an address says of a range: the usual one needs no words. */
export const queryOfRange = ({ name, from, to }: Range, usual: RangeName): Record<string, string> =>
  name === usual ? {} : name === 'own' ? { range: name, from, to } : { range: name }

/** The part of an address that says which days, with its question mark; empty where it says nothing of them. */
export const searchOfDays = (search: string): string => {
  const told = [...new URLSearchParams(search)].filter(([name]) => ['range', 'from', 'to'].includes(name))
  return told.length > 0 ? `?${new URLSearchParams(told)}` : ''
}
