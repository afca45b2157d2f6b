import * as z from 'zod/mini'
import { errorFacts, log } from '#adapters/log.ts'
import { explainFailure } from './lasting.ts'

/** What CloudFormation asks of a custom resource, and where it wants its answer. */
const request = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  RequestId: z.string(),
  StackId: z.string(),
  LogicalResourceId: z.string(),
  ResponseURL: z.url(),
  ResourceProperties: z.record(z.string(), z.unknown()),
})

type CustomRequest = z.infer<typeof request>
/** What other resources of the template may ask of this one. */
type Attributes = Record<string, string>
type Outcome = { Status: 'SUCCESS'; Data?: Attributes } | { Status: 'FAILED'; Reason: string }

/**
 * A function behind a resource of a template: `provide` does what its properties ask, at its creation and at each change.
 * What it gives are its attributes. Nothing is done when it goes. CloudFormation waits for the answer, so that a failure is one as well.
 */
export const customResource =
  (provide: (properties: unknown) => Promise<Attributes | undefined>) =>
  async (event: unknown): Promise<void> => {
    const asked = request.parse(event)
    await answer(asked, await outcomeOf(asked, provide))
  }

const outcomeOf = async (
  { RequestType, RequestId, ResourceProperties }: CustomRequest,
  provide: (properties: unknown) => Promise<Attributes | undefined>,
): Promise<Outcome> => {
  try {
    const Data = RequestType === 'Delete' ? undefined : await provide(ResourceProperties)
    return { Status: 'SUCCESS', ...(Data && { Data }) }
  } catch (error) {
    log.error('a deployment failed', { requestId: RequestId, ...errorFacts(error) })
    return { Status: 'FAILED', Reason: `${explainFailure(error)}. The log of the function says more.` }
  }
}

const answer = async (
  { RequestId, StackId, LogicalResourceId, ResponseURL }: CustomRequest,
  outcome: Outcome,
) => {
  // The same id always: another one would mean that the resource was replaced.
  const body = { ...outcome, RequestId, StackId, LogicalResourceId, PhysicalResourceId: LogicalResourceId }
  // The address is signed for a request without a content type.
  const headers = { 'content-type': '' }
  const { ok, status } = await fetch(ResponseURL, { method: 'PUT', headers, body: JSON.stringify(body) })
  if (!ok) throw new Error(`CloudFormation did not take the answer: ${status}`)
}
