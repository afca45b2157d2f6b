import { useCallback, useState } from 'react'
import { type Answer, each } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { sayError } from '../parts/edit-form.tsx'
import { TextInput } from '../parts/fields.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { momentIn } from '../words/times.ts'
import { Loading, SettingsPage } from './page.tsx'

type Program = Answer<'getProgram'>

/** The programs that have called the API, and what they are called beside what they write. */
const ProgramsPage = () => {
  const { api } = useDesk()
  const read = useCallback(() => Array.fromAsync(each(api.listPrograms, { query: { limit: 100 } })), [api])
  const { data, error, retry, put } = useLoad(read)
  const { programs } = settingsWords
  return (
    <SettingsPage title={settingsWords.parts.programs} intro={programs.intro}>
      {!data ? (
        <Loading error={error} retry={retry} />
      ) : data.length === 0 ? (
        <EmptyState title={programs.none[0]} hint={programs.none[1]} />
      ) : (
        <ul className="card entries">
          {data.map((program) => (
            <li key={program.id}>
              <ProgramEntry
                program={program}
                put={(saved) => put(data.map((one) => (one.id === saved.id ? saved : one)))}
              />
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

const ProgramEntry = ({ program, put }: { program: Program; put(program: Program): void }) => {
  const { api } = useDesk()
  const [name, setName] = useState(program.name)
  const [error, setError] = useState<unknown>()
  const { id, version, created_at } = program
  const { programs, form } = settingsWords
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const rename = () =>
    api.editProgram({ id, ifMatch: version, body: { name } }).then((saved) => {
      setError(undefined)
      put(saved)
    }, setError)
  return (
    <form
      className="entry top"
      aria-label={program.name}
      onSubmit={(event) => {
        event.preventDefault()
        rename()
      }}
    >
      <div>
        <TextInput path="name" label={programs.name} value={name} maxLength={100} change={setName} />
        <span className="sub">
          {[id, programs.since(momentIn(Date.parse(created_at), timeZone))].join(' · ')}
        </span>
        {error !== undefined && (
          <p className="mistake" role="alert">
            {sayError(error)}
          </p>
        )}
      </div>
      {name !== program.name && (
        <button type="submit" className="btn">
          {form.save}
        </button>
      )}
    </form>
  )
}

export default ProgramsPage
