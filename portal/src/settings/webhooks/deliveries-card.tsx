import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { WebhookEndpoint } from '../../data/api.ts'
import { Complaint } from '../../parts/complaint.tsx'
import { Choices } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from '../../parts/use-change.ts'
import { settingsWords } from '../../words/settings.ts'
import { Loading } from '../page.tsx'
import { DeliveryEntry } from './delivery-entry.tsx'
import type { Deliveries } from './use-deliveries.ts'

type DeliveriesCardProps = {
  endpoint: WebhookEndpoint
  deliveries: Deliveries
  /** Reads the endpoint and its deliveries again. */
  refresh(): Promise<void>
}

/** What became of events, each with its last attempt. */
export const DeliveriesCard = ({ endpoint, deliveries, refresh }: DeliveriesCardProps) => {
  const [isFailedOnly, setFailedOnly] = useState(false)
  const { isBusy, error, run } = useChange()
  const { webhooks } = settingsWords
  const loaded = deliveries.deliveries
  const shown = loaded?.filter(({ state }) => !isFailedOnly || state !== 'delivered')
  return (
    <section className="card" aria-labelledby="deliveries">
      <h2 id="deliveries">{webhooks.deliveries}</h2>
      <p className="help">{webhooks.deliveriesHelp}</p>
      <div className="deliveries-head">
        <Choices<boolean>
          legend={webhooks.shown}
          options={[false, true]}
          chosen={isFailedOnly}
          label={(option) => (option ? webhooks.failedOnly : webhooks.all)}
          choose={setFailedOnly}
        />
        <button type="button" className="btn" disabled={isBusy} onClick={() => run(refresh)}>
          <Icon of={RefreshCw} />
          {webhooks.refresh}
        </button>
      </div>
      {loaded && <Complaint error={deliveries.error ?? error} />}
      {!loaded || !shown ? (
        <Loading error={deliveries.error} retry={() => void deliveries.read()} />
      ) : shown.length === 0 ? (
        <p>{loaded.length === 0 ? webhooks.noDelivery : webhooks.noneFailed}</p>
      ) : (
        <ul className="deliveries" aria-labelledby="deliveries">
          {shown.map((delivery) => (
            <li key={delivery.id}>
              <DeliveryEntry
                endpoint={endpoint}
                delivery={delivery}
                deliveries={deliveries}
                refresh={refresh}
              />
            </li>
          ))}
        </ul>
      )}
      {deliveries.hasMore && (
        <button type="button" className="btn self" disabled={isBusy} onClick={() => run(deliveries.more)}>
          {webhooks.more}
        </button>
      )}
    </section>
  )
}
