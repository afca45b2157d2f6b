import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { after, type LoggedEvent, type MovedEvent } from '#domain/event-log/logged-event.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

/** One list for a workspace, so that its order is the order of all. */
const eventKeys = ({ workspace, place }: Pick<LoggedEvent, 'workspace' | 'place'>): Keys => ({
  pk: partition(workspace),
  sk: place,
})

const partition = (workspace: WorkspaceId): string => `${workspace}#events`

const keptFor = '30 days'
const place = { pk: '<workspace>#events', sk: '<place>' }

export const eventRecord = declareRecord({
  kind: 'event',
  place,
  keys: eventKeys,
  personal: ['thin', 'full'],
  keptFor,
  schema: () =>
    recordOf('event', {
      place: z.string(),
      id: z.string(),
      type: z.string(),
      numberId: z.optional(ids.number()),
      endpointId: z.optional(ids.webhookEndpoint()),
      thin: z.string(),
      full: z.optional(z.string()),
      expiresAt: z.number(),
    }),
})

export const movedEventRecord = declareRecord({
  kind: 'event_moved',
  place,
  keys: eventKeys,
  personal: [],
  keptFor,
  schema: () => recordOf('event_moved', { place: z.string(), movedTo: z.string(), expiresAt: z.number() }),
})

export const eventLogStore = (table: Table, keep: App['eventLog']['keep']): App['eventLog'] => {
  const read = (workspace: WorkspaceId, at: string): Promise<LoggedEvent | MovedEvent | undefined> =>
    getRecord(table, [eventRecord, movedEventRecord], eventKeys({ workspace, place: at }), 'fresh')
  const list: App['eventLog']['list'] = async (workspace, range) => {
    const found = await queryRecords(table, [eventRecord, movedEventRecord], {
      partition: partition(workspace),
      reading: 'fresh',
      ...range,
    })
    const events = found.flatMap(({ record, order }) => (record.kind === 'event' ? { record, order } : []))
    const last = found.at(-1)
    if (!last || found.length < range.limit || events.length === found.length) return events
    const rest = { ...range, from: after(last.order), limit: range.limit - events.length }
    return [...events, ...(await list(workspace, rest))]
  }
  return {
    keep,
    at: async (workspace, at) => {
      const found = await read(workspace, at)
      if (found?.kind !== 'event_moved') return found
      const moved = await read(workspace, found.movedTo)
      return moved?.kind === 'event' ? moved : undefined
    },
    list,
  }
}
