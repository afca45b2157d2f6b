import type { WebhookEndpoint } from '../../data/api.ts'
import { CheckList, RadioList, TextInput } from '../../parts/fields.tsx'
import { settingsWords } from '../../words/settings.ts'
import { useNumberOptions } from '../use-number-options.ts'
import { EventTypes } from './event-types.tsx'

/** What an admin decides about an endpoint. */
export type EndpointFacts = Pick<
  WebhookEndpoint,
  'url' | 'description' | 'event_types' | 'payload' | 'number_ids'
>

type EndpointFieldsProps = { value: EndpointFacts; change(changes: Partial<EndpointFacts>): void }

export const EndpointFields = ({ value, change }: EndpointFieldsProps) => {
  const { webhooks } = settingsWords
  return (
    <>
      <TextInput
        path="url"
        label={webhooks.url}
        help={webhooks.urlHelp}
        value={value.url}
        maxLength={2_000}
        change={(url) => change({ url: url.trim() })}
      />
      <TextInput
        path="description"
        label={webhooks.description}
        help={webhooks.descriptionHelp}
        value={value.description ?? ''}
        maxLength={200}
        change={(text) => change({ description: text || undefined })}
      />
      <EventTypes value={value.event_types} change={(event_types) => change({ event_types })} />
      <RadioList
        path="payload"
        label={webhooks.payload}
        value={value.payload}
        options={webhooks.payloads}
        change={(payload) => change({ payload })}
      />
      <Numbers value={value} change={change} />
    </>
  )
}

const Numbers = ({ value: { number_ids = [] }, change }: EndpointFieldsProps) => {
  const { webhooks } = settingsWords
  const options = useNumberOptions()
  return (
    <CheckList
      path="number_ids"
      label={webhooks.numbers}
      help={webhooks.numbersHelp}
      value={number_ids}
      options={options}
      change={(ids) => change({ number_ids: ids.length > 0 ? ids : undefined })}
    />
  )
}
