import { Field, RadioList, TextInput } from '../parts/fields.tsx'
import { settingsWords } from '../words/settings.ts'
import type { ImportBasis } from './columns.ts'
import type { Said } from './said.ts'

type CardProps = { said: Said; change(said: Said): void }

const bases = ['none', 'prior_relationship', 'web_form', 'paper'] as const

/** How the people of the file have agreed to texts, for the record of each phone. */
export const ConsentCard = ({ said, change }: CardProps) => {
  const { imports: texts } = settingsWords
  return (
    <section className="card" aria-labelledby="consent">
      <h2 id="consent">{texts.consent}</h2>
      <RadioList<ImportBasis>
        path="consent.basis"
        label={texts.basis}
        value={said.basis}
        options={bases.map((one) => [one, ...texts.bases[one]])}
        change={(basis) => change({ ...said, basis })}
      />
      {said.basis !== 'none' && (
        <>
          <Field path="consent.statement" label={texts.statement} help={texts.statementHelp}>
            {(props) => (
              <textarea
                className="input growing"
                maxLength={2000}
                value={said.statement}
                {...props}
                onChange={({ target }) => change({ ...said, statement: target.value })}
              />
            )}
          </Field>
          <div className="side-by-side">
            <TextInput
              path="consent.obtained_from"
              type="date"
              label={texts.from}
              value={said.from}
              change={(from) => change({ ...said, from })}
            />
            <TextInput
              path="consent.obtained_until"
              type="date"
              label={texts.until}
              value={said.until}
              change={(until) => change({ ...said, until })}
            />
          </div>
        </>
      )}
      <p className="never">{texts.never}</p>
    </section>
  )
}
