import { CircleCheck, CircleX, Clock, type LucideIcon } from 'lucide-react'
import type { WebhookDelivery, WebhookEndpoint } from '../../data/api.ts'
import { useDesk } from '../../desk.ts'
import { Complaint } from '../../parts/complaint.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useNow } from '../../parts/use-now.ts'
import { settingsWords } from '../../words/settings.ts'
import { moment } from '../../words/times.ts'
import type { OutgoingType } from './event-groups.ts'
import { sayAnswer } from './said.ts'
import type { Deliveries } from './use-deliveries.ts'

const looks: Record<WebhookDelivery['state'], [icon: LucideIcon, look: string]> = {
  delivered: [CircleCheck, 'ours'],
  waiting: [Clock, 'warn'],
  failed: [CircleX, 'bad'],
}

/** Tests are made up for the endpoint: they are not kept, and cannot be sent again. */
const ping = 'webhook.ping'

type DeliveryEntryProps = {
  endpoint: WebhookEndpoint
  delivery: WebhookDelivery
  deliveries: Deliveries
  refresh(): Promise<void>
}

/** The last attempt to tell an endpoint of one event. */
export const DeliveryEntry = ({ endpoint, delivery, deliveries, refresh }: DeliveryEntryProps) => {
  const now = useNow()
  const { webhooks } = settingsWords
  const { type, state, attempts, at, next_at, answer, event_id } = delivery
  const [icon, look] = looks[state]
  const facts = [
    moment(at, now),
    webhooks.attempt(attempts),
    sayAnswer(delivery),
    next_at && webhooks.next(moment(next_at, now)),
  ]
  const isSendable = type !== ping && endpoint.state !== 'disabled'
  return (
    <div className="delivery">
      <div className="delivery-line">
        <strong>{nameOf(type)}</strong>
        <span className={`chip with-icon ${look}`}>
          <Icon of={icon} />
          {webhooks.deliveryStates[state]}
        </span>
      </div>
      <code className="help">{type}</code>
      <span className="sub">{facts.filter(Boolean).join(' · ')}</span>
      <details>
        <summary>{webhooks.details}</summary>
        <p className="help">{webhooks.eventId(event_id)}</p>
        {answer && (
          <>
            <p className="help">{webhooks.answer}</p>
            <pre>{answer}</pre>
          </>
        )}
      </details>
      {isSendable && <Retry {...{ endpoint, delivery, deliveries, refresh }} />}
    </div>
  )
}

const nameOf = (type: string): string =>
  type === ping ? settingsWords.webhooks.ping : (settingsWords.webhooks.events[type as OutgoingType] ?? type)

const Retry = ({ endpoint: { id }, delivery, deliveries, refresh }: DeliveryEntryProps) => {
  const { api, toasts } = useDesk()
  const now = useNow()
  const { isBusy, error, run } = useChange()
  const { webhooks } = settingsWords
  const again = () =>
    run(async () => {
      await api.retryWebhookDelivery({ id, delivery_id: delivery.id })
      const tried = await deliveries.until((all) =>
        all.find((one) => one.id === delivery.id && one.attempts > delivery.attempts),
      )
      toasts.add(sayRetry(tried))
      await refresh()
    })
  return (
    <>
      <Complaint error={error} />
      <button
        type="button"
        className="btn self"
        aria-label={webhooks.retryOf(nameOf(delivery.type), moment(delivery.at, now))}
        disabled={isBusy}
        onClick={again}
      >
        {webhooks.retry}
      </button>
    </>
  )
}

const sayRetry = (tried: WebhookDelivery | undefined): string => {
  const { webhooks } = settingsWords
  if (!tried) return webhooks.retryLate
  return (tried.state === 'delivered' ? webhooks.retried : webhooks.retryFailed)(sayAnswer(tried))
}
