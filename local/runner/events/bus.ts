import { randomUUID } from 'node:crypto'
import { ServiceError } from '../core/aws-endpoint.ts'
import { account, region } from '../core/clients.ts'
import type { Clock } from '../core/clock.ts'
import type { Deliveries, Target } from './deliveries.ts'
import { matches, type Pattern } from './pattern.ts'

type Rule = { name: string; bus: string; pattern: Pattern; targets: Target[] }

type Entry = {
  EventBusName?: string
  Source?: string
  DetailType?: string
  Detail?: string
  Resources?: string[]
  Time?: number
}

export type Bus = {
  addBus(name: string): void
  addRule(rule: Rule): void
  /** `PutEvents`: answers when each event is noted down for every target that it concerns. */
  putEvents(input: { Entries?: Entry[] }): Promise<object>
}

const maximumEntries = 10

/** EventBridge's buses and their rules. */
export const createBus = (clock: Clock, deliveries: Deliveries): Bus => {
  const buses = new Map<string, Rule[]>([['default', []]])
  const put = (entry: Entry) => {
    const rules = buses.get(nameOf(entry.EventBusName ?? 'default'))
    if (!rules) return refuse('ResourceNotFoundException', `Event bus ${entry.EventBusName} does not exist.`)
    const detail = parse(entry.Detail)
    if (!entry.Source || !entry.DetailType || !detail)
      return refuse('MalformedDetail', 'Source, DetailType and Detail, a JSON object, are required.')
    const event = toEvent(entry, detail, clock)
    for (const rule of rules)
      if (matches(rule.pattern, event)) for (const target of rule.targets) deliveries.send(target, event)
    return { EventId: event.id }
  }
  return {
    addBus: (name) => void buses.set(name, []),
    addRule: (rule) => {
      const rules = buses.get(nameOf(rule.bus))
      if (!rules) throw new Error(`Rule ${rule.name} belongs to the bus ${rule.bus}, which does not exist.`)
      rules.push(rule)
    },
    putEvents: async ({ Entries = [] }) => {
      if (Entries.length === 0 || Entries.length > maximumEntries)
        throw new ServiceError('ValidationException', `Between 1 and ${maximumEntries} entries are expected.`)
      const results = Entries.map(put)
      return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results }
    },
  }
}

/** A bus is named by its name or its ARN. */
const nameOf = (bus: string) => bus.split('/').at(-1) as string

const refuse = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage })

const parse = (detail = ''): object | undefined => {
  try {
    const value = JSON.parse(detail)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

const toEvent = (entry: Entry, detail: object, clock: Clock) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': entry.DetailType,
  source: entry.Source,
  account,
  time: new Date(entry.Time ? entry.Time * 1000 : clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
  region,
  resources: entry.Resources ?? [],
  detail,
})
