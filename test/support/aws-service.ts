import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type AwsRequest = { target: string; body: Record<string, unknown> }
/** `after`: what it waits for before it answers. */
export type AwsAnswer = { status: number; body: Record<string, unknown>; after?: Promise<void> }

/** A service of AWS that speaks its JSON protocol, and answers as a test says. */
export type AwsService = {
  /** What a client of the SDK needs to reach it, and nothing else. */
  client: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } }
  requests: AwsRequest[]
  answer(request: AwsRequest): AwsAnswer
  stop(): Promise<void>
}

export const startAwsService = async (): Promise<AwsService> => {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const asked = { target: String(request.headers['x-amz-target']), body: JSON.parse(body) }
    service.requests.push(asked)
    const answer = service.answer(asked)
    await answer.after
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const service: AwsService = {
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    },
    requests: [],
    answer: () => ({ status: 200, body: {} }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return service
}

/** An error as AWS answers it. */
export const awsError = (status: number, type: string): AwsAnswer => ({
  status,
  body: { __type: type, Message: 'No.' },
})
