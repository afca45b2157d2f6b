import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { useDesk } from '../../desk.ts'
import { Answers } from '../../parts/answers.tsx'
import { Complaint } from '../../parts/complaint.tsx'
import { mistakesOf } from '../../parts/edit-form.tsx'
import { Mistakes } from '../../parts/fields.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useRequestKey } from '../../parts/use-request-key.ts'
import { widgetWords } from '../../words/widgets.ts'
import { chosenLanguage } from '../../words/words.ts'
import { SettingsPage } from '../page.tsx'
import { type PlaceFacts, PlaceFields } from './place-fields.tsx'

/** Adds a widget with words that can be used as they are, and opens it. */
export const NewWidget = () => {
  const { api } = useDesk()
  const [, go] = useLocation()
  const [facts, setFacts] = useState<PlaceFacts>({ name: '', number_id: undefined, allowed_origins: [] })
  const key = useRequestKey()
  const { isBusy, error, run } = useChange()
  const { name, number_id, allowed_origins } = facts
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!number_id) return
    run(async () => {
      const language = chosenLanguage()
      const words = { [language]: widgetWords.first }
      const body = { name, number_id, allowed_origins, language, words }
      const { id } = await api.createWidget({ key: key.of(body), body })
      go(`/settings/widgets/${id}`)
    })
  }
  return (
    <SettingsPage title={widgetWords.add} back={{ to: '/settings/widgets', label: widgetWords.back }}>
      <form className="edit-form" aria-label={widgetWords.add} noValidate onSubmit={add}>
        <Mistakes value={mistakesOf(error)}>
          <section className="card">
            <PlaceFields value={facts} change={(changes) => setFacts({ ...facts, ...changes })} />
          </section>
          <Complaint error={error} />
          <Answers
            yes={widgetWords.add}
            close={() => go('/settings/widgets')}
            disabled={isBusy || name === '' || !number_id || allowed_origins.length === 0}
          />
        </Mistakes>
      </form>
    </SettingsPage>
  )
}
