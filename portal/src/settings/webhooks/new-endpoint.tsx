import { type FormEvent, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../../desk.ts'
import { Answers } from '../../parts/answers.tsx'
import { Complaint } from '../../parts/complaint.tsx'
import { mistakesOf } from '../../parts/edit-form.tsx'
import { Mistakes } from '../../parts/fields.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useRequestKey } from '../../parts/use-request-key.ts'
import { settingsWords } from '../../words/settings.ts'
import { SettingsPage } from '../page.tsx'
import { type EndpointFacts, EndpointFields } from './endpoint-fields.tsx'
import { Secret } from './secret.tsx'

type Made = Answer<'createWebhookEndpoint'>

/** Adds an endpoint, and then shows its secret until somebody says that they have it. */
export const NewEndpoint = () => {
  const [made, setMade] = useState<Made>()
  return made ? <MadeEndpoint made={made} /> : <EndpointForm done={setMade} />
}

const back = () => ({ to: '/settings/webhooks', label: settingsWords.webhooks.back })

const EndpointForm = ({ done }: { done(made: Made): void }) => {
  const { api } = useDesk()
  const [, go] = useLocation()
  const [facts, setFacts] = useState<EndpointFacts>({ url: '', event_types: [], payload: 'thin' })
  const key = useRequestKey()
  const { isBusy, error, run } = useChange()
  const { webhooks } = settingsWords
  const add = (event: FormEvent) => {
    event.preventDefault()
    run(async () => done(await api.createWebhookEndpoint({ key: key.of(facts), body: facts })))
  }
  return (
    <SettingsPage title={webhooks.add} back={back()}>
      <form className="edit-form" aria-label={webhooks.add} noValidate onSubmit={add}>
        <Mistakes value={mistakesOf(error)}>
          <section className="card">
            <EndpointFields value={facts} change={(changes) => setFacts({ ...facts, ...changes })} />
          </section>
          <Complaint error={error} />
          <Answers
            yes={webhooks.add}
            close={() => go('/settings/webhooks')}
            disabled={isBusy || facts.url === '' || facts.event_types.length === 0}
          />
        </Mistakes>
      </form>
    </SettingsPage>
  )
}

const MadeEndpoint = ({ made: { id, secret } }: { made: Made }) => {
  const { webhooks } = settingsWords
  return (
    <SettingsPage title={webhooks.secretMade} back={back()}>
      <Secret secret={secret}>
        <Link href={`/settings/webhooks/${id}`} className="btn primary self">
          {webhooks.toEndpoint}
        </Link>
      </Secret>
    </SettingsPage>
  )
}
