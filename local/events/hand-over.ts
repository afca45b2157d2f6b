import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { Clients, ServiceEndpoints } from '../clients.ts'
import type { Functions } from '../lambda/functions.ts'
import type { Handover } from './deliveries.ts'

type Reach = { functions: Functions; clients: Clients; services: ServiceEndpoints }

/** Gives a payload to a function or a queue. */
export const createHandover =
  ({ functions, clients, services }: Reach): Handover =>
  async (arn, payload, { messageGroupId }) => {
    const [, , service, , account, name] = arn.split(':')
    if (service === 'lambda') return functions.invoke(arn, payload)
    if (service !== 'sqs') throw new Error(`Events for ${arn} are not understood locally.`)
    return clients.sqs.send(
      new SendMessageCommand({
        QueueUrl: `${services.sqs}/${account}/${name}`,
        MessageBody: JSON.stringify(payload),
        MessageGroupId: messageGroupId,
      }),
    )
  }
