import { settingsWords } from '../words/settings.ts'
import { type Import, type Use, usesFor, withUse } from './columns.ts'

type TableProps = { one: Import; uses: Use[]; change(uses: Use[]): void }

/** Each column of the file with its first values, and what it becomes. */
export const ColumnTable = ({ one: { kind, columns = [], examples = [] }, uses, change }: TableProps) => {
  const { imports: texts } = settingsWords
  const say = (use: Use) =>
    use === '' ? texts.leftOut : use === 'attribute' ? texts.attribute : texts.fields[use]
  return (
    <section className="card" aria-labelledby="columns">
      <h2 id="columns">{texts.columns}</h2>
      <p className="help">{texts.columnsHelp}</p>
      <table className="plain-table column-table">
        <thead>
          <tr>
            <th scope="col">{texts.column}</th>
            <th scope="col">{texts.values}</th>
            <th scope="col">{texts.becomes}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, i) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              <td className="sub">{examples[i]?.join(' · ')}</td>
              <td>
                <select
                  className="input"
                  aria-label={texts.whatBecomes(column)}
                  value={uses[i] ?? ''}
                  onChange={({ target }) => change(withUse(uses, i, target.value as Use))}
                >
                  {usesFor(kind).map((use) => (
                    <option key={use} value={use}>
                      {say(use)}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
