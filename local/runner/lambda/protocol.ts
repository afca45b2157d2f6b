import type { ClockOffset } from '../core/virtual-date.ts'

/** What a template tells people of a function. */
export type FunctionFacts = { name: string; description?: string }

/** A function of the template, with its environment complete. */
export type Definition = {
  name: string
  /** How its lines in the log begin. */
  label: string
  arn: string
  /** Where the deployed bundle lies. */
  directory: string
  /** `index.handler` */
  handler: string
  environment: Record<string, string>
  timeoutSeconds: number
  memoryMegabytes: number
  /** The actions of AWS that its role allows, such as `dynamodb:GetItem`; undefined where they are not known. */
  allowed?: string[]
  /** Instances that may run at once. */
  limit: number
}

/** What a worker thread is started with. `file` is the URL of the bundle. */
export type WorkerData = {
  offset: ClockOffset
  file: string
  exported: string
  allowed?: string[]
  /** Whether traces are to name the places of the sources, which takes a map of each module at its start. */
  traced: boolean
}

/** Sent to a worker. `event` is JSON, as Lambda's own interface has it: nothing else crosses. */
export type Invocation = {
  event: string
  context: {
    awsRequestId: string
    functionName: string
    functionVersion: string
    invokedFunctionArn: string
    memoryLimitInMB: string
    logGroupName: string
    logStreamName: string
    callbackWaitsForEmptyEventLoop: boolean
  }
  timeoutMs: number
}

/** As Lambda reports what a function threw. */
export type Fault = { errorType: string; errorMessage: string; trace: string[] }

/** Comes back from a worker. */
export type Outcome = { ok: true; result: string } | { ok: false; error: Fault }
