import type { reportOperations } from '../../api/reports.ts'
import type { Texts } from '../resource-texts.ts'

const range = {
  report:
    'Which report: `volumes`, `responses`, `conversations`, `delivery`, `consent`, `spend`, `backlog`, `cases`, `workflows`.',
  from: 'The first day, as in 2026-11-01, in the zone of the workspace.',
  to: 'The last day, at most 400 after the first.',
  by: 'What the rows are: each day, or each number, agent and so on. Not every report has all of them.',
  zone: 'The zone in which you expect days to be cut, such as America/Denver. Where they are cut in another one, the report is refused.',
}

const row = { received: 120, sent: 131, automatic: 12, segments_received: 128, segments_sent: 164 }
const rest = { blocked: 1, canceled: 0, conversations_opened: 37 }

export const reportTexts: Texts<typeof reportOperations> = {
  tag: {
    name: 'Reports',
    description:
      'What happened, counted by days in the zone of the workspace, and what is open now. A count is exact whatever came twice, late or in another order; today is counted every hour.',
  },
  operations: {
    getReport:
      'Columns that end in `_ms` are milliseconds, in `_usd` US dollars, in `_rate` a share from 0 to 1; all others are counts. Null means that there was nothing to measure. Percentiles of one day are exact, those of several days within one per cent.',
    getReportFile: 'The very same numbers as `getReport`, with the totals in the last row.',
    getBacklog:
      'Counted in the lists of the inbox at this moment; the report `backlog` has how many there were at the end of a day. It reads about 11 units for each hundred open conversations.',
  },
  parameters: {
    getReport: range,
    getReportFile: range,
    getBacklog: {
      number_id: 'Only conversations with this number.',
      team_id: 'Only conversations of this team.',
      agent_id: 'Only conversations that this agent has claimed.',
    },
  },
  schemas: {
    Report: {
      '': 'A report over some days.',
      data: 'The rows: days in their order, without a gap; anything else by its id.',
      totals:
        'Of the whole workspace, which is more than the rows where not everything has an agent or a team.',
      columns: 'The columns of each row, in their order.',
      zone: 'The time zone in which days are cut.',
      data_until: 'What was known by then is counted. Missing where nothing was counted yet.',
    },
    ReportRow: {
      '': 'A row of a report, with a number for each of its columns.',
      key: 'The day, or the id of the number, agent, team, template or workflow, the tag, the code or the origin.',
      label: 'Where rows are by code: what the code means, in English.',
    },
    GetReportFileAnswer: { '': 'The report as CSV.' },
    Backlog: {
      '': 'What is open now.',
      open: 'Open conversations, snoozed ones included.',
      unclaimed: 'Those of them that nobody has claimed.',
      waiting: 'Those of them in which a customer waits for an answer.',
      oldest_waiting_since: 'When the customer wrote who waits longest. Missing where nobody waits.',
      capped: 'There are more than were counted.',
    },
  },
  examples: {
    Report: {
      data: [{ key: '2026-11-27', ...row, ...rest }],
      totals: { key: 'total', ...row, ...rest },
      columns: [...Object.keys(row), ...Object.keys(rest)],
      zone: 'America/Denver',
      data_until: '2026-11-27T14:03:09.000Z',
    },
    Backlog: {
      ...{ open: 41, unclaimed: 7, waiting: 12, capped: false },
      oldest_waiting_since: '2026-11-27T09:41:00.000Z',
    },
    GetReportFileAnswer: 'key,received,sent\r\n2026-11-27,120,131\r\ntotal,120,131',
  },
}
