import type { Answer } from '#contract/client.ts'
import type { Api } from '../data/api.ts'

export type Import = Answer<'getImport'>
export type Job = Answer<'getJob'>
export type ImportKind = Import['kind']
export type ImportState = Import['state']
export type ImportPatch = NonNullable<Parameters<Api['editImport']>[0]['body']>
export type ImportBasis = NonNullable<ImportPatch['consent']>['basis']
type Mapping = NonNullable<Import['mapping']>
type Field = keyof Mapping

/** What a column becomes: a field, an attribute of its name, or nothing. */
export type Use = Field | 'attribute' | ''

const fieldsOfKind = {
  suppressions: ['phone', 'number', 'at', 'reason', 'status'],
  contacts: ['phone', 'name', 'email', 'external_id'],
} as const satisfies Record<ImportKind, readonly Field[]>

export const usesFor = (kind: ImportKind): readonly Use[] =>
  kind === 'contacts' ? ['', ...fieldsOfKind[kind], 'attribute'] : ['', ...fieldsOfKind[kind]]

/** What each column becomes, in the order of the columns. */
export const usesOf = ({ columns = [], mapping = {}, attributes = [] }: Import): Use[] => {
  const fields = Object.keys(mapping) as Field[]
  return columns.map(
    (column) =>
      fields.find((field) => mapping[field] === column) ?? (attributes.includes(column) ? 'attribute' : ''),
  )
}

/** With another use of one column. A field has one column: it leaves the one that it had. */
export const withUse = (uses: Use[], at: number, use: Use): Use[] =>
  uses.map((one, i) => (i === at ? use : use !== 'attribute' && one === use ? '' : one))

/** As the API takes it; undefined while no column has the phones. */
export const mappingOf = (columns: string[], uses: Use[]) => {
  const columnOf = (field: Field) => columns[uses.indexOf(field)]
  const phone = columnOf('phone')
  if (phone === undefined) return undefined
  const named = uses.flatMap((use, i) => (use === '' || use === 'attribute' ? [] : [[use, columns[i]]]))
  return {
    mapping: { ...(Object.fromEntries(named) as Mapping), phone },
    attributes: columns.filter((_, i) => uses[i] === 'attribute'),
  }
}
