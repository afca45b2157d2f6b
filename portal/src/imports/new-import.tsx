import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { mistakesOf } from '../parts/edit-form.tsx'
import { Field, Mistakes, RadioList } from '../parts/fields.tsx'
import { useChange } from '../parts/use-change.ts'
import { useRequestKey } from '../parts/use-request-key.ts'
import { SettingsPage } from '../settings/page.tsx'
import { settingsWords } from '../words/settings.ts'
import type { ImportKind } from './columns.ts'
import { ImportSteps } from './import-steps.tsx'
import { uploads } from './uploads.ts'

/** What the file holds, and the file. */
export const NewImport = () => {
  const { api } = useDesk()
  const [, go] = useLocation()
  const [kind, setKind] = useState<ImportKind>('suppressions')
  const [file, setFile] = useState<File>()
  const key = useRequestKey()
  const { isBusy, error, run } = useChange()
  const { imports: texts } = settingsWords
  const upload = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      if (!file) return
      const body = { kind, file_name: file.name, bytes: file.size }
      const created = await api.createImport({ key: key.of(body), body })
      void uploads.start(api, created, file)
      go(`/settings/imports/${created.id}`)
    })
  }
  return (
    <SettingsPage title={texts.create} back={{ to: '/settings/imports', label: texts.all }}>
      <ImportSteps at={0} />
      <form className="edit-form" noValidate aria-label={texts.create} onSubmit={upload}>
        <Mistakes value={mistakesOf(error)}>
          <section className="card">
            <RadioList<ImportKind>
              path="kind"
              label={texts.kind}
              value={kind}
              options={(['suppressions', 'contacts'] as const).map((one) => [one, ...texts.kinds[one]])}
              change={setKind}
            />
            <Field path="file_name" label={texts.file} help={texts.fileHelp}>
              {(props) => (
                <input
                  className="input"
                  type="file"
                  accept=".csv,.tsv,.txt,.json,text/csv,text/plain,application/json"
                  {...props}
                  onChange={({ target }) => setFile(target.files?.[0])}
                />
              )}
            </Field>
            <p className="never">{texts.never}</p>
          </section>
        </Mistakes>
        <Complaint error={error} />
        <button type="submit" className="btn primary self" disabled={isBusy || !file?.size}>
          {texts.upload}
        </button>
      </form>
    </SettingsPage>
  )
}
