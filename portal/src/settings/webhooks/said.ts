import type { WebhookDelivery } from '../../data/api.ts'
import { locale } from '../../words/locale.ts'
import { settingsWords } from '../../words/settings.ts'

/** What an endpoint said at the last attempt, or why it said nothing: "answer 503, 120 ms". */
export const sayAnswer = ({ status, problem, duration_ms }: WebhookDelivery): string => {
  const { webhooks } = settingsWords
  const said = problem ? webhooks.problems[problem] : status !== undefined && webhooks.status(status)
  return [said, milliseconds(duration_ms)].filter(Boolean).join(', ')
}

const milliseconds = (duration: number): string =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: duration < 1_000 ? 'millisecond' : 'second',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(duration < 1_000 ? duration : duration / 1_000)

/** The first of the deliveries that was not taken. */
export const lastRefused = (deliveries: readonly WebhookDelivery[]): WebhookDelivery | undefined =>
  deliveries.find(({ state }) => state !== 'delivered')
