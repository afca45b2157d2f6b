import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { mediaFailures } from '#domain/carriers/carrier.ts'
import type { Upload } from '#domain/uploads/upload.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const uploadKeys = ({ workspace, id }: Pick<Upload, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#upload#${id}`,
  sk: 'upload',
})

export const uploadRecord = declareRecord({
  kind: 'upload',
  place: { pk: '<workspace>#upload#<id>', sk: 'upload' },
  keys: uploadKeys,
  personal: [],
  keptFor: '1 day',
  schema: () =>
    z.discriminatedUnion('state', [
      recordOf('upload', { ...facts(), state: z.enum(['uploading', 'fetching']) }),
      recordOf('upload', { ...facts(), state: z.literal('ready'), picture: picture() }),
      recordOf('upload', { ...facts(), state: z.literal('failed'), reason: z.enum(mediaFailures) }),
    ]),
})

const facts = () => ({
  id: ids.media(),
  by: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  createdAt: z.number(),
  expiresAt: z.number(),
})

const picture = () =>
  stored({
    contentType: z.literal('image/jpeg'),
    bytes: z.number(),
    width: z.number(),
    height: z.number(),
  })

export const uploadStore = (table: Table): App['uploads'] => ({
  get: (workspace, id) => getRecord(table, [uploadRecord], uploadKeys({ workspace, id }), 'fresh'),
})
