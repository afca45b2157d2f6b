import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { WordEntry } from '#domain/search/word-entry.ts'
import { declareRecord, queryRecords } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const wordPartition = ({ workspace, word }: Pick<WordEntry, 'workspace' | 'word'>): string =>
  `${workspace}#word#${word}`

/** The texts with a word, by when they were written. */
const wordEntryKeys = (entry: Pick<WordEntry, 'workspace' | 'word' | 'messageId'>): Keys => ({
  pk: wordPartition(entry),
  sk: entry.messageId,
})

export const wordEntryRecord = declareRecord({
  kind: 'word_entry',
  place: { pk: '<workspace>#word#<word>', sk: '<messageId>' },
  keys: wordEntryKeys,
  personal: ['word', 'words'],
  keptFor: '90 days',
  schema: () =>
    recordOf('word_entry', {
      word: z.string(),
      messageId: ids.message(),
      words: z.array(z.string()),
      expiresAt: z.number(),
    }),
})

export const wordEntryStore = (table: Table): App['wordEntries'] => ({
  list: (workspace, word, range) =>
    queryRecords(table, [wordEntryRecord], {
      partition: wordPartition({ workspace, word }),
      ...range,
      newestFirst: true,
    }),
})
