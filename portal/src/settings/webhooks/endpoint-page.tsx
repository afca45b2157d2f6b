import { useCallback } from 'react'
import { isProblem } from '#contract/client.ts'
import type { Api, WebhookEndpoint } from '../../data/api.ts'
import { useDesk } from '../../desk.ts'
import { EditForm } from '../../parts/edit-form.tsx'
import { EmptyState } from '../../parts/state.tsx'
import { isSame, useEdit } from '../../parts/use-edit.ts'
import { useLoad } from '../../parts/use-load.ts'
import { settingsWords } from '../../words/settings.ts'
import { DeleteCard } from '../delete-card.tsx'
import { Loading, SettingsPage } from '../page.tsx'
import { DeliveriesCard } from './deliveries-card.tsx'
import { type EndpointFacts, EndpointFields } from './endpoint-fields.tsx'
import { SecretCard } from './secret-card.tsx'
import { StateCard } from './state-card.tsx'
import { useDeliveries } from './use-deliveries.ts'

/** One endpoint: how it is, what it was sent, what it is told, its secret, and its end. */
export const EndpointPage = ({ id }: { id: WebhookEndpoint['id'] }) => {
  const { api } = useDesk()
  const { data, error, retry, put } = useLoad(useCallback(() => api.getWebhookEndpoint({ id }), [api, id]))
  const { webhooks, parts } = settingsWords
  return (
    <SettingsPage
      key={data ? 'there' : 'loading'}
      title={data ? nameOf(data) : parts.webhooks}
      back={{ to: '/settings/webhooks', label: webhooks.back }}
    >
      {data ? (
        <Cards endpoint={data} put={put} />
      ) : isProblem(error, 'not_found') ? (
        <EmptyState title={webhooks.noSuch} />
      ) : (
        <Loading error={error} retry={retry} />
      )}
    </SettingsPage>
  )
}

const nameOf = ({ description, url }: WebhookEndpoint): string => description ?? url

type CardsProps = { endpoint: WebhookEndpoint; put(endpoint: WebhookEndpoint): void }

const Cards = ({ endpoint, put }: CardsProps) => {
  const { api } = useDesk()
  const { id } = endpoint
  const deliveries = useDeliveries(id)
  const { webhooks } = settingsWords
  const refresh = async () => {
    await deliveries.read()
    put(await api.getWebhookEndpoint({ id }))
  }
  const edit = useEdit<WebhookEndpoint>({
    name: id,
    record: endpoint,
    read: () => api.getWebhookEndpoint({ id }),
    write: (changes, base) => save(api, changes, base),
    put,
  })
  const labels = {
    url: webhooks.url,
    description: webhooks.description,
    event_types: webhooks.types,
    payload: webhooks.payload,
    number_ids: webhooks.numbers,
  }
  return (
    <>
      <StateCard endpoint={endpoint} deliveries={deliveries} put={put} refresh={refresh} />
      <DeliveriesCard endpoint={endpoint} deliveries={deliveries} refresh={refresh} />
      <EditForm edit={edit} label={webhooks.endpoint} labels={labels}>
        <section className="card" aria-labelledby="endpoint">
          <h2 id="endpoint">{webhooks.endpoint}</h2>
          <EndpointFields value={edit.value} change={edit.change} />
        </section>
      </EditForm>
      <SecretCard id={id} put={put} />
      <DeleteCard
        title={webhooks.deleteCard}
        text={webhooks.deleteText}
        action={webhooks.delete}
        question={webhooks.deleteTitle(nameOf(endpoint))}
        told={webhooks.deleted(nameOf(endpoint))}
        to="/settings/webhooks"
        isChanged={edit.isChanged}
        // Each attempt that fails makes a newer version of it, which is no reason to keep it.
        remove={() => api.deleteWebhookEndpoint({ id, ifMatch: '*' })}
      />
    </>
  )
}

/** Attempts that fail write to the endpoint, too: so often a newer version is taken for the same where no fact differs. */
const tries = 3

const save = async (
  api: Api,
  changes: Partial<WebhookEndpoint>,
  base: WebhookEndpoint,
  left = tries,
): Promise<WebhookEndpoint> => {
  const { id, version } = base
  try {
    return await api.editWebhookEndpoint({ id, ifMatch: version, body: patchOf(changes) })
  } catch (error) {
    if (left === 0 || !isProblem(error, 'precondition_failed')) throw error
    const now = await api.getWebhookEndpoint({ id })
    if (!isSame(factsOf(now), factsOf(base))) throw error
    return save(api, changes, now, left - 1)
  }
}

const factsOf = ({ url, description, event_types, payload, number_ids }: EndpointFacts): EndpointFacts => ({
  ...{ url, description, event_types, payload, number_ids },
})

const patchOf = (changes: Partial<EndpointFacts>) => ({
  ...(changes.url !== undefined && { url: changes.url }),
  ...('description' in changes && { description: changes.description ?? null }),
  ...(changes.event_types && { event_types: changes.event_types }),
  ...(changes.payload && { payload: changes.payload }),
  ...('number_ids' in changes && { number_ids: changes.number_ids ?? null }),
})
