import { Ban, CircleCheck, CirclePause, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { WebhookEndpoint } from '../../data/api.ts'
import { Icon } from '../../parts/icon.tsx'
import { settingsWords } from '../../words/settings.ts'

type State = WebhookEndpoint['state']

const looks: Record<State, [icon: LucideIcon, look: string]> = {
  active: [CircleCheck, 'ours'],
  failing: [TriangleAlert, 'warn'],
  paused: [CirclePause, 'bad'],
  disabled: [Ban, ''],
}

/** How an endpoint is, in a word, a colour and a drawing. */
export const EndpointState = ({ state }: { state: State }) => {
  const [icon, look] = looks[state]
  return (
    <span className={`chip with-icon ${look}`}>
      <Icon of={icon} />
      {settingsWords.webhooks.states[state]}
    </span>
  )
}

/** What its state means, and why it came to it. */
export const sayState = ({ state, disabled_reason }: WebhookEndpoint): string => {
  const { means } = settingsWords.webhooks
  return state === 'disabled' ? means[disabled_reason ?? 'by_hand'] : means[state]
}
