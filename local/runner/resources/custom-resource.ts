import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { account, region } from '../core/clients.ts'
import { serve } from '../core/http.ts'
import { TemplateError } from '../template/error.ts'
import type { Created, Resource } from '../template/resource-type.ts'
import type { Platform, PlatformType } from './platform.ts'

const answered = z.object({
  Status: z.enum(['SUCCESS', 'FAILED']),
  Reason: z.string().optional(),
  PhysicalResourceId: z.string().optional(),
  Data: z.record(z.string(), z.string()).optional(),
})

type Properties = Record<string, unknown> & { ServiceToken?: unknown }
type Provided = { properties: Properties; created: Created }

/**
 * AWS::CloudFormation::CustomResource: its function is asked as CloudFormation asks it, and at a later start only when a
 * property has changed.
 */
export const customResource: PlatformType = {
  uses: ['*'],
  ignores: [],
  create: async (given, resource, platform) => {
    const properties = given as Properties
    const before = platform.state.get<Provided>('custom-resource', resource.name)
    if (before && isDeepStrictEqual(before.properties, properties)) return before.created
    const created = await provide(properties, before, resource, platform)
    platform.state.put('custom-resource', resource.name, { properties, created } satisfies Provided)
    return created
  },
}

const provide = async (
  properties: Properties,
  before: Provided | undefined,
  resource: Resource,
  { functions }: Platform,
): Promise<Created> => {
  const answers: Buffer[] = []
  const server = await serve(0, async ({ body }) => {
    answers.push(body)
    return { status: 200 }
  })
  const event = {
    ResponseURL: server.url,
    RequestId: randomUUID(),
    StackId: `arn:aws:cloudformation:${region}:${account}:stack/${resource.stack}`,
    ResourceType: resource.type,
    LogicalResourceId: resource.id,
    ResourceProperties: properties,
    ...(before
      ? {
          RequestType: 'Update',
          PhysicalResourceId: before.created.ref,
          OldResourceProperties: before.properties,
        }
      : { RequestType: 'Create' }),
  }
  try {
    await functions.invoke(String(properties.ServiceToken), event, before ? 'a change' : 'a deployment')
  } finally {
    await server.stop()
  }
  return createdBy(answers.at(-1), resource)
}

const createdBy = (body: Buffer | undefined, { name }: Resource): Created => {
  if (!body) throw new TemplateError('The function of this resource did not answer.')
  const { Status, Reason, PhysicalResourceId = name, Data } = answered.parse(JSON.parse(body.toString()))
  if (Status === 'FAILED') throw new TemplateError(`The function of this resource failed: ${Reason}`)
  return { ref: PhysicalResourceId, attributes: Data }
}
