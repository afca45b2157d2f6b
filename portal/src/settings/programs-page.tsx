import { useCallback } from 'react'
import { type Answer, each } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { EmptyState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { momentIn } from '../words/times.ts'
import { NameForm } from './name-form.tsx'
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
  const { id, name, version, created_at } = program
  const { programs } = settingsWords
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (
    <NameForm
      name={name}
      label={programs.name}
      facts={[id, programs.since(momentIn(Date.parse(created_at), timeZone))]}
      save={(name) => api.editProgram({ id, ifMatch: version, body: { name } }).then(put)}
    />
  )
}

export default ProgramsPage
