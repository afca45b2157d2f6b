import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { entryOrder } from '../ids.ts'
import type { Case, CaseEntry, ChangeEntry, CommentEntry, FieldChange, NoticeEntry } from './case.ts'

/** The name of whoever writes an entry: lists need no further read, and the name stays as it was then. */
export const writer = ({ id, name }: Principal) => ({ by: id, ...(name && { byName: name }) })

/** A line that somebody writes now; it comes after what happened at `after` (epoch milliseconds). */
export const newEntry = <E extends CommentEntry | ChangeEntry | NoticeEntry>(
  app: Pick<App, 'clock' | 'randomId'>,
  { workspace, id: caseId }: Pick<Case, 'workspace' | 'id'>,
  entry: E,
) => {
  const at = app.clock.now()
  const id = `cen_${entryOrder(at, at, app.randomId)}` as const
  return { kind: 'case_entry', workspace, caseId, id, at, ...entry, version: 0 } as const
}

export const newComment = (
  app: Pick<App, 'clock' | 'randomId'>,
  principal: Principal,
  one: Case,
  comment: Pick<CommentEntry, 'body' | 'public'>,
): CaseEntry & CommentEntry => newEntry(app, one, { type: 'comment', ...comment, ...writer(principal) })

export const newChange = (
  app: Pick<App, 'clock' | 'randomId'>,
  principal: Principal,
  one: Case,
  changes: FieldChange[],
): CaseEntry => newEntry(app, one, { type: 'change', changes, ...writer(principal) })

/** The fields whose change the timeline tells. */
const told = [
  'number',
  'type',
  'subject',
  'status',
  'state',
  'numberId',
  'assignee',
  'teamId',
  'external',
  'templateId',
  'input',
  'fields',
  'dueAt',
] as const

/** What is different between two states of a case. Names of fields as the API has them are the border's to make. */
export const changesBetween = (before: Case, after: Case): FieldChange[] =>
  told.flatMap((field) => {
    const [from, to] = [shown(before[field]), shown(after[field])]
    return from === to ? [] : [{ field, ...(from && { from }), ...(to && { to }) }]
  })

const shown = (value: Case[(typeof told)[number]]): string | undefined => {
  if (value === undefined) return undefined
  if (typeof value === 'number') return new Date(value).toISOString()
  return typeof value === 'string' ? value : JSON.stringify(value)
}
