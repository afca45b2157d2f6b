import type { exportOperations } from '../../api/exports.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const job = {
  id: ids.job,
  task: 'export',
  kind: 'contacts',
  state: 'queued',
  rows: 0,
  counts: { created: 0, updated: 0, unchanged: 0, rejected: 0 },
  reasons: [],
  rejects: [],
  created_at: '2026-11-27T14:03:09.000Z',
  version: 1,
}

export const exportTexts: Texts<typeof exportOperations> = {
  tag: {
    name: 'Exports',
    description:
      'What Parley knows of your customers as CSV, which an import takes as it is, and conversations and texts as CSV. A job writes the files.',
  },
  operations: {
    createExport:
      '`contacts`: a row for each phone with its type, the name, an e-mail, the consent, who says do not contact, attributes and ids. `suppressions`: a row for each opt-out with its time and its source. `conversations`: a row for each conversation that reports count as opened on some days, as it is now; what was opened since the last count is not yet in it. `messages`: a row for each text that was stored on some days, with what became of it, its price and its words. Days are cut in the zone of the workspace, at most 400. Ask for the job until it is `done`.',
    listExportFiles:
      'For a day after the export was done. A file has at most 100,000 rows; cells that a spreadsheet would take for formulas have an apostrophe in front.',
  },
  parameters: { listExportFiles: { id: 'The job that `createExport` has given.' } },
  schemas: {
    ExportFiles: {
      '': 'The files of an export.',
      files:
        'In the order of their rows: contacts the newest first, conversations by day, messages by number.',
      'files.name': 'What it is saved as.',
      'files.rows': 'How many rows it has.',
      'files.bytes': 'How long it is.',
      'files.url': 'Its address.',
      'files.expires_at': 'Until when the address works. Ask for another one then.',
    },
    CreateExportBody: {
      '': 'What is to be written.',
      kind: 'What is taken along.',
      from: 'The first day, of conversations and messages.',
      to: 'The last day, of conversations and messages.',
    },
  },
  examples: {
    createExport: job,
    ExportFiles: {
      files: [
        {
          ...{ name: 'contacts.csv', rows: 1204, bytes: 148_112 },
          url: 'https://parley-media.s3.us-east-1.amazonaws.com/exports/…/file-0.csv?X-Amz-Signature=…',
          expires_at: '2026-11-27T14:13:02.000Z',
        },
      ],
    },
    CreateExportBody: { kind: 'contacts' },
  },
}
