import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateQueueCommand, type CreateQueueCommandInput, SQSClient } from '@aws-sdk/client-sqs'
import { type Clock, createClock } from '../../../../local/runner/core/clock.ts'
import { choosePorts } from '../../../../local/runner/core/ports.ts'
import { openState } from '../../../../local/runner/core/state.ts'
import { startFauxqs } from '../../../../local/runner/emulators/fauxqs.ts'

/** A queue emulator with data in a directory of its own. */
export type Queues = {
  clock: Clock
  sqs: SQSClient
  endpoint: string
  url(name: string): string
  create(name: string, attributes?: CreateQueueCommandInput['Attributes']): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

export const startQueues = async (): Promise<Queues> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-queues-'))
  const { queues: port } = await choosePorts(0, ['queues'])
  const clock = createClock(openState(':memory:'))
  const start = () => startFauxqs({ port, dataDir, region: 'us-east-1', offset: clock.offset })
  let emulator = await start()
  const { endpoint } = emulator
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' }
  const sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials })
  return {
    ...{ clock, sqs, endpoint },
    url: (name) => `${endpoint}/000000000000/${name}`,
    create: async (QueueName, Attributes) =>
      void (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))),
    restart: async () => {
      await emulator.stop()
      emulator = await start()
    },
    stop: async () => {
      sqs.destroy()
      await emulator.stop()
      rmSync(dataDir, { recursive: true })
    },
  }
}
