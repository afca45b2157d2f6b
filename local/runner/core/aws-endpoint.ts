import { randomUUID } from 'node:crypto'
import { type Answer, json, type Reply } from './http.ts'
import type { Log } from './log.ts'

/** An operation of an AWS service: its input in, its output out. Undefined: the caller gets no answer at all. */
type Operation = (input: never) => Promise<object | undefined>

/** Operations by their X-Amz-Target, such as `AWSEvents.PutEvents`; those of REST by method and path. */
export type Operations = Record<string, Operation>

/** An error of an AWS service; the SDK throws an exception with its code as name. */
export class ServiceError extends Error {
  override name = 'ServiceError'
  readonly code: string
  readonly status: number
  readonly fields: Record<string, unknown>

  constructor(code: string, message: string, fields: Record<string, unknown> = {}, status = 400) {
    super(message)
    this.code = code
    this.status = status
    this.fields = fields
  }
}

/** Answers the AWS JSON protocols 1.0 and 1.1 for the services that the runner plays itself. */
export const createAwsEndpoint = (operations: Operations, log: Log): Answer => {
  return async ({ headers, body, method, url }, response) => {
    const target = String(headers['x-amz-target'] ?? `${method} ${url.pathname}`)
    const contentType = headers['content-type'] ?? 'application/x-amz-json-1.0'
    const begun = performance.now()
    const answer = (reply: Reply) => {
      log('aws', `${target} ${reply.status} ${Math.round(performance.now() - begun)} ms`, 'debug')
      const own = { 'content-type': contentType, 'x-amzn-requestid': randomUUID() }
      return { ...reply, headers: { ...reply.headers, ...own } }
    }
    const operation = operations[target]
    if (!operation) {
      log('aws', `The operation ${target} is not understood locally.`, 'error')
      return answer(
        toReply(new ServiceError('UnknownOperationException', `${target} is not understood locally.`)),
      )
    }
    try {
      const output = await operation(JSON.parse(body.toString() || '{}') as never)
      if (output) return answer(json(200, output))
      // Without an answer the caller has to give up by itself, as after a lost connection.
      response.once('close', () => response.destroy())
      return undefined
    } catch (error) {
      if (error instanceof ServiceError) return answer(toReply(error))
      throw error
    }
  }
}

const toReply = ({ code, message, fields, status }: ServiceError) =>
  json(status, { __type: code, message, Message: message, ...fields }, { 'x-amzn-errortype': code })
