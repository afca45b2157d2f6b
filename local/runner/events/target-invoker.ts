import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { Clients, ServiceEndpoints } from '../core/clients.ts'
import type { Functions } from '../lambda/functions.ts'
import type { StateMachines } from '../state-machines/state-machines.ts'
import type { InvokeTarget } from './deliveries.ts'

type Reach = {
  functions: Functions
  stateMachines: StateMachines
  clients: Clients
  services: ServiceEndpoints
}

/** Gives a payload to a function, a queue or a state machine. */
export const createTargetInvoker =
  ({ functions, stateMachines, clients, services }: Reach): InvokeTarget =>
  async (arn, payload, { messageGroupId }) => {
    const [, , service, , account, name] = arn.split(':')
    if (service === 'lambda') return functions.invoke(arn, payload, 'an event')
    if (service === 'states')
      return stateMachines.start({ stateMachineArn: arn, input: JSON.stringify(payload) })
    if (service !== 'sqs') throw new Error(`Events for ${arn} are not understood locally.`)
    return clients.sqs.send(
      new SendMessageCommand({
        QueueUrl: `${services.sqs}/${account}/${name}`,
        MessageBody: JSON.stringify(payload),
        MessageGroupId: messageGroupId,
      }),
    )
  }
