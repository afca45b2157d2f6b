import { randomUUID } from 'node:crypto'
import type { Log } from '../core/log.ts'
import type { State } from '../core/state.ts'
import { type InputTransformer, shapeInput } from './input.ts'

/** The target of a rule or a schedule. */
export type Target = {
  arn: string
  /** What the target gets in place of the event: JSON, a part of the event, or a text with parts of it. */
  input?: string
  inputPath?: string
  inputTransformer?: InputTransformer
  /** The group in a FIFO queue. */
  messageGroupId?: string
  deadLetterArn?: string
  /** How often a target that fails is tried again. Default 2, as for an asynchronous call of a function. */
  retries?: number
}

export type Deliveries = {
  /** Durable when it returns; delivered soon after, and once more after a kill -9 in between. */
  send(target: Target, event: unknown): void
  /** Sends what an earlier run did not finish. */
  resume(): void
}

/** Hands a payload over to whatever an ARN names. */
export type InvokeTarget = (arn: string, payload: unknown, target: Target) => Promise<unknown>

type Delivery = { id: string; target: Target; payload: unknown }

const kind = 'delivery'
const pauseMilliseconds = 500

/** Events on their way to their targets. */
export const createDeliveries = (state: State, invokeTarget: InvokeTarget, log: Log): Deliveries => {
  const deliver = async ({ id, target, payload }: Delivery) => {
    const error = await attempt(target, payload, invokeTarget)
    if (error) {
      log('events', `${target.arn} did not take an event: ${error.message}`, 'error')
      if (target.deadLetterArn)
        await invokeTarget(target.deadLetterArn, payload, { arn: target.deadLetterArn })
    }
    state.remove(kind, id)
  }
  const start = (delivery: Delivery) =>
    deliver(delivery).catch((error) => log('events', `An event was lost: ${error}`, 'error'))
  return {
    send: (target, event) => {
      const delivery = { id: randomUUID(), target, payload: shapeInput(target, event) }
      state.put(kind, delivery.id, delivery)
      void start(delivery)
    },
    resume: () => {
      for (const delivery of state.list<Delivery>(kind)) void start(delivery)
    },
  }
}

const attempt = async (target: Target, payload: unknown, invokeTarget: InvokeTarget) => {
  const { retries = 2 } = target
  for (let tries = 0; ; tries++) {
    try {
      await invokeTarget(target.arn, payload, target)
      return undefined
    } catch (error) {
      if (tries >= retries) return error as Error
      await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds * 2 ** tries))
    }
  }
}
