import { randomUUID } from 'node:crypto'
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns'
import { type Operations, ServiceError } from '../core/aws-endpoint.ts'
import type { Clock } from '../core/clock.ts'
import type { State } from '../core/state.ts'

/** Where the events of a configuration set go, and which. */
type MailDestination = { topicArn: string; eventTypes: string[] }
export type MailDestinations = Map<string, MailDestination[]>

type Text = { Data: string }
type Sent = {
  FromEmailAddress: string
  Destination: { ToAddresses: string[] }
  ReplyToAddresses?: string[]
  Content: { Simple: { Subject: Text; Body: { Text?: Text; Html?: Text } } }
  EmailTags?: { Name: string; Value: string }[]
  ConfigurationSetName?: string
}

/** An e-mail as its reader sees it. */
type ReadMail = {
  id: string
  from: string
  to: string
  subject: string
  text?: string
  html?: string
  at: string
}

/**
 * What addresses of the mailbox simulator do, as those of SES: `bounce@…` has nobody behind it, `complaint@…` calls it spam.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
const behaviour: Record<string, { eventType: string; facts?: object }> = {
  bounce: { eventType: 'Bounce', facts: { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } } },
  ooto: { eventType: 'Delivery' },
  complaint: { eventType: 'Complaint', facts: { complaint: {} } },
  suppressionlist: {
    eventType: 'Bounce',
    facts: { bounce: { bounceType: 'Permanent', bounceSubType: 'Suppressed' } },
  },
}

const delivered = { eventType: 'Delivery', facts: {} }

const behaviourOf = (address: string) => {
  const [name = '', host] = address.toLowerCase().split('@')
  return (host === 'simulator.amazonses.com' && behaviour[name]) || delivered
}

type Facts = { state: State; clock: Clock; sns: SNSClient; destinations: MailDestinations }

/** SendEmail of Amazon SES, version 2: e-mails are kept, so that somebody can look at them, and their events are published. */
export const createMailService = ({ state, clock, sns, destinations }: Facts): Operations => ({
  'POST /v2/email/outbound-emails': async (input: Sent) => {
    const { Subject, Body } = input.Content.Simple
    const [to] = input.Destination.ToAddresses
    if (!to) throw new ServiceError('BadRequestException', 'There is nobody to send it to.')
    const id = randomUUID()
    const at = new Date(clock.now()).toISOString()
    const read: ReadMail = {
      ...{ id, from: input.FromEmailAddress, to, subject: Subject.Data },
      ...{ text: Body.Text?.Data, html: Body.Html?.Data, at },
    }
    state.put('email', id, read)
    await tell(input, { to, id, at }, sns, destinations)
    return { MessageId: id }
  },
})

const tell = async (
  { ConfigurationSetName = '', EmailTags = [] }: Sent,
  { to, id, at }: { to: string; id: string; at: string },
  sns: SNSClient,
  destinations: MailDestinations,
) => {
  const { eventType, facts } = behaviourOf(to)
  const tags = Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, [Value]]))
  const mail = { messageId: id, timestamp: at, destination: [to], tags }
  const event = { eventType, mail, ...facts }
  for (const { topicArn, eventTypes } of destinations.get(ConfigurationSetName) ?? [])
    if (eventTypes.includes(eventType.toLowerCase()))
      await sns.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(event) }))
}
