import { useState } from 'react'
import type { WebhookDelivery, WebhookEndpoint } from '../../data/api.ts'
import { useDesk } from '../../desk.ts'
import { Complaint } from '../../parts/complaint.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useNow } from '../../parts/use-now.ts'
import { settingsWords } from '../../words/settings.ts'
import { age } from '../../words/times.ts'
import { EndpointState, sayState } from './endpoint-state.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { lastRefused, sayAnswer } from './said.ts'
import type { Deliveries } from './use-deliveries.ts'

type StateCardProps = {
  endpoint: WebhookEndpoint
  deliveries: Deliveries
  put(endpoint: WebhookEndpoint): void
  refresh(): Promise<void>
}

/** How an endpoint is, since when and why, and what can be done about it. */
export const StateCard = ({ endpoint, deliveries, put, refresh }: StateCardProps) => {
  const { api, toasts } = useDesk()
  const now = useNow()
  const [isReplaying, setReplaying] = useState(false)
  const testing = useChange()
  const turning = useChange()
  const { webhooks } = settingsWords
  const { id, state, failing_since, replaying } = endpoint
  const isDisabled = state === 'disabled'
  const refused = failing_since ? lastRefused(deliveries.deliveries ?? []) : undefined
  const trouble = [
    failing_since && webhooks.failingSince(age(failing_since, now)),
    refused && webhooks.lastProblem(sayAnswer(refused)),
  ].filter(Boolean)
  const test = () =>
    testing.run(async () => {
      const { delivery_id } = await api.testWebhookEndpoint({ id })
      toasts.add(sayTest(await deliveries.until((all) => all.find((one) => one.id === delivery_id))))
      await refresh()
    })
  const turn = () =>
    turning.run(async () => {
      put(await (isDisabled ? api.enableWebhookEndpoint({ id }) : api.disableWebhookEndpoint({ id })))
      toasts.add(isDisabled ? webhooks.enabled : webhooks.disabled)
    })
  const followReplay = async (begun: WebhookEndpoint) => {
    put(begun)
    toasts.add(webhooks.replayBegun)
    const over = await deliveries.until(async () => {
      const now = await api.getWebhookEndpoint({ id }).catch(() => undefined)
      return now?.replaying ? undefined : now
    })
    if (over) put(over)
  }
  return (
    <section className="card" aria-labelledby="state">
      <h2 id="state">{webhooks.stateTitle}</h2>
      <div className="state-line">
        <EndpointState state={state} />
        {trouble.length > 0 && <span className="sub">{trouble.join(' · ')}</span>}
      </div>
      <p>{sayState(endpoint)}</p>
      {replaying && <p role="status">{webhooks.replaying}</p>}
      {isDisabled && <p className="help">{webhooks.enableFirst}</p>}
      <Complaint error={testing.error ?? turning.error} />
      <div className="dialog-foot start">
        <button type="button" className="btn" disabled={testing.isBusy} onClick={test}>
          {webhooks.test}
        </button>
        {!isDisabled && (
          <button type="button" className="btn" onClick={() => setReplaying(true)}>
            {webhooks.replay}
          </button>
        )}
        <button
          type="button"
          className={isDisabled ? 'btn primary' : 'btn'}
          disabled={turning.isBusy}
          onClick={turn}
        >
          {isDisabled ? webhooks.enable : webhooks.disable}
        </button>
      </div>
      {isReplaying && (
        <ReplayDialog endpoint={endpoint} close={() => setReplaying(false)} done={followReplay} />
      )}
    </section>
  )
}

const sayTest = (tried: WebhookDelivery | undefined): string => {
  const { webhooks } = settingsWords
  if (!tried) return webhooks.testLate
  return (tried.state === 'delivered' ? webhooks.tested : webhooks.testFailed)(sayAnswer(tried))
}
