import { ChevronRight, Plus } from 'lucide-react'
import { useCallback } from 'react'
import { Link } from 'wouter'
import { outgoingTypes } from '#contract/events/outgoing.ts'
import type { WebhookEndpoint } from '../../data/api.ts'
import { useDesk } from '../../desk.ts'
import { Icon } from '../../parts/icon.tsx'
import { EmptyState } from '../../parts/state.tsx'
import { useLoad } from '../../parts/use-load.ts'
import { useNow } from '../../parts/use-now.ts'
import { settingsWords } from '../../words/settings.ts'
import { age } from '../../words/times.ts'
import { Loading, SettingsPage } from '../page.tsx'
import { EndpointPage } from './endpoint-page.tsx'
import { EndpointState } from './endpoint-state.tsx'
import { FeedForm } from './feed-form.tsx'
import { NewEndpoint } from './new-endpoint.tsx'
import { lastRefused, sayAnswer } from './said.ts'
import '../people.css'
import './webhooks.css'

/** The addresses that are told of events, one of them, or a new one. */
const WebhooksPage = ({ id }: { id: string | undefined }) => {
  if (id === 'new') return <NewEndpoint />
  return id ? <EndpointPage id={id as WebhookEndpoint['id']} /> : <EndpointList />
}

const EndpointList = () => {
  const { api } = useDesk()
  const read = useCallback(async () => (await api.listWebhookEndpoints()).data, [api])
  const { data: endpoints, error, retry } = useLoad(read)
  const { webhooks, parts } = settingsWords
  return (
    <SettingsPage
      title={parts.webhooks}
      intro={webhooks.intro}
      actions={
        <Link href="/settings/webhooks/new" className="btn">
          <Icon of={Plus} />
          {webhooks.add}
        </Link>
      }
    >
      {!endpoints ? (
        <Loading error={error} retry={retry} />
      ) : endpoints.length === 0 ? (
        <EmptyState title={webhooks.none[0]} hint={webhooks.none[1]} />
      ) : (
        <ul className="card entries">
          {endpoints.map((endpoint) => (
            <li key={endpoint.id}>
              <EndpointEntry endpoint={endpoint} />
            </li>
          ))}
        </ul>
      )}
      <FeedForm />
    </SettingsPage>
  )
}

const EndpointEntry = ({ endpoint }: { endpoint: WebhookEndpoint }) => {
  const now = useNow()
  const { webhooks } = settingsWords
  const { id, url, description, event_types, payload, number_ids, state, failing_since, replaying } = endpoint
  const told = [
    webhooks.chosen(event_types.length, outgoingTypes.length),
    webhooks.payloadOf[payload],
    number_ids && webhooks.someNumbers(number_ids.length),
  ]
  const trouble = [
    failing_since && webhooks.failingSince(age(failing_since, now)),
    useLastProblem(endpoint),
    replaying && webhooks.replaying,
  ]
  return (
    <Link href={`/settings/webhooks/${id}`} className="entry">
      <div>
        <strong>{description ?? url}</strong>
        {description && <span className="sub">{url}</span>}
        <span className="sub">{sayList(told)}</span>
        {trouble.some(Boolean) && <span className="sub">{sayList(trouble)}</span>}
      </div>
      <EndpointState state={state} />
      <Icon of={ChevronRight} />
    </Link>
  )
}

const sayList = (facts: (string | false | undefined)[]): string => facts.filter(Boolean).join(' · ')

/** Asked only of endpoints that something is wrong with. */
const useLastProblem = ({ id, failing_since }: WebhookEndpoint): string | undefined => {
  const { api } = useDesk()
  const isAsked = failing_since !== undefined
  const read = useCallback(
    async () => (isAsked ? (await api.listWebhookDeliveries({ id, query: { limit: 10 } })).data : []),
    [api, id, isAsked],
  )
  const refused = lastRefused(useLoad(read).data ?? [])
  return refused && settingsWords.webhooks.lastProblem(sayAnswer(refused))
}

export default WebhooksPage
