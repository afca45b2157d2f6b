import type { importOperations } from '../../api/imports.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The import.' }
const oneJob = { id: 'The job.' }

const job = {
  id: ids.job,
  import_id: ids.import,
  task: 'check',
  state: 'done',
  rows: 1204,
  counts: { created: 811, updated: 372, unchanged: 18, rejected: 3 },
  reasons: [
    { reason: 'known_already', rows: 18 },
    { reason: 'invalid_phone_number', rows: 3 },
  ],
  rejects: [{ row: 17, reason: 'invalid_phone_number', cells: ['555-012', '2026-02-03'] }],
  created_at: '2026-11-27T14:03:09.000Z',
  finished_at: '2026-11-27T14:03:21.000Z',
  version: 4,
}

const named = {
  id: ids.import,
  kind: 'suppressions',
  state: 'uploading',
  file_name: 'opt-outs.csv',
  bytes: 48_112,
  sample: [],
  created_by: ids.ana,
  created_by_name: 'Ana',
  created_at: '2026-11-27T14:03:02.000Z',
  version: 1,
}

const checked = {
  ...named,
  state: 'checked',
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ';',
  columns: ['To', 'Date'],
  examples: [['(206) 555-0123'], ['2026-02-03']],
  rows: 1204,
  mapping: { phone: 'To', at: 'Date' },
  sample: [{ row: 1, values: { phone: '(206) 555-0123', at: '2026-02-03' }, outcome: 'created' }],
  job,
  version: 3,
}

const created = {
  ...named,
  place: {
    method: 'PUT',
    url: 'https://parley-media.s3.us-east-1.amazonaws.com/imports/…/file?X-Amz-Signature=…',
    headers: { 'content-type': 'application/octet-stream' },
    expires_at: '2026-11-27T14:13:02.000Z',
  },
}

const queued = {
  ...job,
  state: 'queued',
  rows: 0,
  finished_at: undefined,
  reasons: [],
  rejects: [],
  version: 1,
}
const nothing = { created: 0, updated: 0, unchanged: 0, rejected: 0 }

export const importTexts: Texts<typeof importOperations> = {
  tag: {
    name: 'Imports',
    description:
      'Files of your own that become records: lists of phones that have opted out elsewhere, so that whoever comes from another product loses no STOP. A file is uploaded, checked and then imported; jobs do the work.',
  },
  operations: {
    createImport:
      'Put the bytes at `place`, then call `check`. At most 50 MB and 200,000 rows: CSV with any delimiter, in UTF-8, UTF-16 or Windows-1252; or the JSON of an AWS opt-out list.',
    listImports: 'Each with its last job.',
    getImport: 'Ask until it is `checked`, and later until it is `done`.',
    editImport:
      'Needs another `check` before it can start. What is left out stays; within `mapping` a field that is left out has no column. A basis of `none` takes the statement away.',
    checkImport:
      'Writes nothing of the rows. The first check finds how the file is written, and proposes a mapping by the names of the columns and by what looks like phones.',
    startImport:
      'Needs a check. A phone that nobody knows gets a contact and a thread, which hold the opt-out. An import never opts anybody in, and undoes nothing that a customer said later than the row.',
    getRejects:
      'Of the last job: the number of each row, why it was rejected, and the row. Cells that a spreadsheet would take for formulas have an apostrophe in front.',
    listJobs: 'Imports, their checks, and exports.',
    getJob: 'An import that is done has `created` + `updated` + `unchanged` + `rejected` rows.',
    cancelJob: 'It ends after the rows that it is at. One that is over stays as it is.',
  },
  parameters: {
    getImport: one,
    editImport: one,
    checkImport: one,
    startImport: one,
    getRejects: one,
    getJob: oneJob,
    cancelJob: oneJob,
  },
  schemas: {
    Import: {
      '': 'A file that is imported.',
      kind: '`suppressions`: phones that have opted out. `contacts`: customers.',
      match: 'Of contacts: what tells that one is known, the phone by default.',
      system: 'Of contacts: the outside system whose ids the rows have.',
      on_match:
        'Of contacts: whether the word of the row counts for a known one (default), only fills what is missing, or the row is skipped.',
      attributes: 'Of contacts: the columns that become attributes of the same name.',
      consent:
        'Of contacts: how they have consented, as whoever imports them says. It stands in the ledger of each phone (`attested`). Without it no campaign goes to those whom the import creates, until they opt in.',
      'consent.basis':
        '`web_form` and `paper` opt in whoever has said nothing else; `prior_relationship` does not; `none` is no statement.',
      'consent.statement': 'In words, for the ledger.',
      'consent.obtained_from': 'From when on.',
      'consent.obtained_until': 'Until when. The opt-in counts from then on.',
      state:
        '`uploading` until it is checked; `checking`, `checked`, `running`, and then `done`, `failed` or `canceled`.',
      file_name: 'What the file is called, for people.',
      bytes: 'How long the file is: at most 50,000,000.',
      number_id:
        'The number that all rows are about, where the workspace lets opt-outs hold for single numbers. Without it a row may name one of yours; otherwise it is about all.',
      format: 'What the file is.',
      encoding: 'How it writes its characters.',
      delimiter: 'What stands between its columns.',
      columns: 'The names of its columns. Where the first row has a phone they are `Column 1` and so on.',
      examples: 'Of each column the first values, cut to 60 characters.',
      rows: 'How many rows the last check found.',
      mapping: 'Which column holds what.',
      'mapping.phone': 'The phones that have opted out.',
      'mapping.number': 'The number of yours that they opted out of.',
      'mapping.at':
        'When: a time with its year first, or a count of seconds. Without one the opt-out counts from now on.',
      'mapping.reason': 'Why, in words for the ledger.',
      'mapping.name': 'Their names.',
      'mapping.email': 'Their e-mails.',
      'mapping.external_id': 'Their ids in the outside system.',
      'mapping.status':
        'Whether the phone has opted out at all. Rows that say that it may be texted are rejected.',
      sample: 'The first ten rows, as they would be.',
      'sample.row': 'The number of the row. Empty ones are not counted, nor are the names of the columns.',
      'sample.values': 'What it says, by field.',
      'sample.values.phone': 'The phone as it stands there.',
      'sample.values.number': 'The number as it stands there.',
      'sample.values.at': 'The time as it stands there.',
      'sample.values.reason': 'The reason.',
      'sample.values.status': 'The status.',
      'sample.values.name': 'The name.',
      'sample.values.email': 'The e-mail.',
      'sample.values.external_id': 'The id.',
      'sample.outcome': 'What becomes of it.',
      'sample.reason': 'Why it is rejected, or left as it is.',
      job: 'Its last job.',
      created_by: 'The agent or program.',
      created_by_name: 'What they were called then.',
      place: 'Where the bytes go. Only in the answer that named the file.',
      'place.method': 'Always PUT.',
      'place.url': 'The address.',
      'place.headers': 'What the request must say.',
      'place.expires_at': 'Until when the address takes it.',
    },
    Job: {
      '': 'An import, its check, or an export: a page of rows at a time.',
      import_id: 'The import, of a check or an import.',
      task: '`check` writes nothing of the rows of an import; `export` writes files.',
      kind: 'Of an export: what it writes.',
      state: 'How far it is.',
      failure:
        '`file_missing`: nothing was uploaded. `no_rows`. `too_many_rows`: more than 200,000. `not_readable`: neither CSV nor a list of JSON of at most 10 MB. `no_phone_column`: nothing looks like phones, or there is no column of the name that you gave. `unexpected`: on our side.',
      rows: 'How many rows were worked off, or written by an export.',
      counts: 'What became of the rows of an import.',
      'counts.created': 'Phones or contacts that nobody knew.',
      'counts.updated': 'Known phones that opted out by it, or contacts that were changed.',
      'counts.unchanged': 'Left as they were.',
      'counts.rejected': 'Not taken.',
      reasons: 'Why rows were rejected, or left as they were.',
      'reasons.reason': 'The reason.',
      'reasons.rows': 'How many rows.',
      rejects:
        'The first rejected rows, each with its first cells, cut to 60 characters. All of them are in the file of `rejects`.',
      'rejects.row': 'The number of the row.',
      'rejects.reason': 'Why it was rejected.',
      'rejects.cells': 'What it says.',
      finished_at: 'When it ended.',
    },
    RowReason: {
      '': '`no_phone`, `invalid_phone_number`; `unclosed_quote`: a quotation mark that nothing closes, so only its line is given up; `row_too_long`: more than 256 KB; `no_external_id`, `invalid_email`; `phone_in_use`, `external_id_in_use`: another contact has it; `too_much`: more than one contact can have; `not_opted_out`: the row itself says so. Left as they were: `known_already`, and `opted_in_since`: the customer opted in after the time of the row.',
    },
    Rejects: { '': 'A file.', url: 'Its address.', expires_at: 'Until when it can be read there.' },
    CreateImportBody: {
      '': 'A file.',
      mapping: 'Which column holds what, where you know it.',
    },
    EditImportBody: { '': 'What is said of the file before its rows are written.' },
  },
  examples: {
    Import: checked,
    ImportPage: { data: [checked], has_more: false },
    createImport: created,
    checkImport: { ...named, state: 'checking', job: { ...queued, counts: nothing }, version: 2 },
    startImport: {
      ...checked,
      state: 'running',
      job: { ...queued, task: 'import', counts: nothing },
      version: 4,
    },
    Job: job,
    JobPage: { data: [job], has_more: false },
    Rejects: {
      url: 'https://parley-media.s3.us-east-1.amazonaws.com/imports/…/rejects.csv?X-Amz-Signature=…',
      expires_at: '2026-11-27T14:13:02.000Z',
    },
    CreateImportBody: { kind: 'suppressions', file_name: 'opt-outs.csv', bytes: 48_112 },
    EditImportBody: { mapping: { phone: 'To', at: 'Date' } },
  },
}
